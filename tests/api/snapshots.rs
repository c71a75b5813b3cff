//! The snapshots themselves.

use std::fs;
use std::path::Path;

/// Every file of snapshots is named `api__<module>__<name>.snap`, and its module names it.
#[test]
fn every_snapshot_is_used_by_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api");
    let names = fs::read_dir(folder.join("snapshots")).unwrap();
    let names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.is_empty());
    for name in names {
        let parts = name.strip_suffix(".snap").and_then(|name| name.strip_prefix("api__"));
        let (module, snapshot) = parts.and_then(|parts| parts.split_once("__")).expect(&name);
        let source = fs::read_to_string(folder.join(format!("{module}.rs"))).expect(&name);
        assert!(source.contains(&format!("\"{snapshot}\"")), "no test makes `{name}`: remove it");
    }
}
