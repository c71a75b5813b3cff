//! Build script.

fn main() {
    // `migrate!` reads the folder when the crate is compiled; without this line a new file in it
    // would go unseen.
    println!("cargo:rerun-if-changed=migrations");
}
