//! The bundled bank, and other banks in its format: a folder of TOML files.
//!
//! Everything is parsed and validated before anything is written, and every fault is reported with
//! its file and line. `seed/README.md` explains the format to the people who write it.

mod bundle;
mod entry;
mod fault;
mod fields;
mod synonyms;

use std::path::Path;
use std::{fs, io};

use crate::store::{BUNDLED, Bundle};

pub use bundle::{parse, parse_export};
pub use fault::{Fault, Faults};
pub use synonyms::{bundled_synonyms, parse_synonyms};

/// The bundled files, compiled into the program.
const BUNDLED_FILES: &[(&str, &str)] = &[
    ("seed/bank.toml", include_str!("../seed/bank.toml")),
    ("seed/tags.toml", include_str!("../seed/tags.toml")),
    ("seed/general.toml", include_str!("../seed/general.toml")),
    ("seed/api.toml", include_str!("../seed/api.toml")),
    ("seed/database.toml", include_str!("../seed/database.toml")),
    ("seed/scalability.toml", include_str!("../seed/scalability.toml")),
    ("seed/security.toml", include_str!("../seed/security.toml")),
    ("seed/testing.toml", include_str!("../seed/testing.toml")),
    ("seed/deployment.toml", include_str!("../seed/deployment.toml")),
];

/// A file in the folder of a bank that is none of its own: the search reads it.
const SYNONYMS: &str = "synonyms.toml";

/// A file of a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path, for messages.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// The bank that ships with the program.
///
/// # Errors
///
/// [`Faults`] in the bundled files; a test holds them to be without.
pub fn bundled() -> Result<Bundle, Faults> {
    let file =
        |&(name, text): &(&str, &str)| SourceFile { name: name.to_owned(), text: text.to_owned() };
    let files: Vec<SourceFile> = BUNDLED_FILES.iter().map(file).collect();
    parse(&files, BUNDLED)
}

/// The bank in a folder: all its files that end in `.toml`, by name. Its origin is that of its
/// `bank.toml`, else the folder's name.
///
/// # Errors
///
/// When the folder or a file cannot be read; and [`Faults`] in what was read, as the inner result.
pub fn folder(folder: &Path) -> io::Result<Result<Bundle, Faults>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_bank = path.file_name().is_some_and(|name| name != SYNONYMS);
        if is_bank && path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.display().to_string();
        let bytes = fs::read(path)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            io::Error::new(io::ErrorKind::InvalidData, format!("`{name}` is not UTF-8"))
        })?;
        Ok(SourceFile { name, text })
    };
    let files = paths.iter().map(read).collect::<io::Result<Vec<_>>>()?;
    if files.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "there is no `.toml` file in it"));
    }
    let name = fs::canonicalize(folder)?;
    let name =
        name.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(parse(&files, &name))
}
