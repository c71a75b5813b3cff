//! Banks in the format of the bundled one among the arguments: `check` gives them to the linter,
//! `import` says how to take them.

use std::path::Path;

use super::flags::ReportFormat;
use crate::cli::{Failure, print, questions};
use crate::seed::lint::{Extent, Findings, lint};
use crate::seed::{self, SourceFile};

/// The file of a folder that says that it is a bank.
const MARK: &str = "bank.toml";
/// The file with the tags that a file beside it may use.
const TAGS: &str = "tags.toml";

/// Whether an argument is a bank: a folder with a `bank.toml`, or a `.toml` file beside one. Any other
/// file is for the readers, an export for instance.
pub(super) fn is_ours(argument: &str) -> bool {
    let path = Path::new(argument);
    if path.is_dir() {
        return is_bank(path);
    }
    let toml = path.extension().is_some_and(|extension| extension == "toml");
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    toml && path.is_file() && is_bank(beside.unwrap_or(Path::new(".")))
}

/// Whether a folder has a `bank.toml` that is a mark, not an export of that name.
fn is_bank(folder: &Path) -> bool {
    let text = std::fs::read_to_string(folder.join(MARK));
    text.is_ok_and(|text| !text.lines().any(|line| line.trim() == "[[question]]"))
}

/// Refuses a folder that is a bank: its identities and its removals are a matter of `seed`.
pub(super) fn refuse_folders(arguments: &[String]) -> Result<(), Failure> {
    let found = arguments.iter().find(|argument| is_ours(argument) && Path::new(argument).is_dir());
    found.map_or(Ok(()), |folder| {
        Err(Failure::Input(format!(
            "`{folder}` is in the format of the bundled bank; take it with `qbank seed {folder}`"
        )))
    })
}

/// Looks at banks and files, prints what there is to say, and tells whether there is nothing.
pub(super) fn check(arguments: &[String], format: ReportFormat) -> Result<bool, Failure> {
    let mut clean = true;
    for argument in arguments {
        let path = Path::new(argument);
        let (files, origin, extent) = read(path)
            .map_err(|error| Failure::Input(format!("`{argument}` cannot be read: {error}")))?;
        let found = lint(&files, &origin, extent)?;
        clean &= found.findings.is_empty();
        print(&report(argument, &found, format))?;
    }
    Ok(clean)
}

fn read(path: &Path) -> std::io::Result<(Vec<SourceFile>, String, Extent)> {
    if path.is_dir() {
        let (files, name) = seed::folder_files(path)?;
        return Ok((files, name, Extent::Bank));
    }
    let mut files = vec![SourceFile::read(path)?];
    let tags = path.with_file_name(TAGS);
    if tags.is_file() && tags != path {
        files.push(SourceFile::read(&tags)?);
    }
    Ok((files, String::new(), Extent::Files))
}

fn report(argument: &str, found: &Findings, format: ReportFormat) -> String {
    if format == ReportFormat::Json {
        return serde_json::to_string_pretty(found).unwrap_or_default() + "\n";
    }
    let lines: String = found.findings.iter().map(|finding| format!("{finding}\n")).collect();
    let count = match found.findings.len() {
        0 => "no findings".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    format!("{lines}{argument}: {}, {count}\n", questions(found.questions))
}
