//! Banks in our own format among the arguments: `check` gives them to the linter, `import` refuses.

use std::path::Path;

use super::flags::ReportFormat;
use crate::cli::{Failure, print, questions};
use crate::seed::lint::{Extent, Findings, lint};
use crate::seed::{self, SourceFile};

/// The file of a folder that says that it is a bank of ours.
const MARK: &str = "bank.toml";
/// The file with the tags that a file beside it may use.
const TAGS: &str = "tags.toml";

/// Whether an argument is a folder with a `bank.toml`, or a single `.toml` file: ours, not something
/// for the readers of other formats.
pub(super) fn is_ours(argument: &str) -> bool {
    let path = Path::new(argument);
    path.join(MARK).is_file() || path.extension().is_some_and(|extension| extension == "toml")
}

/// Says how to take a bank of ours instead of importing it.
pub(super) fn refuse(argument: &str) -> Failure {
    let path = Path::new(argument);
    let folder = if path.is_dir() { Some(path) } else { path.parent() };
    let folder = folder.map(|folder| folder.display().to_string()).filter(|name| !name.is_empty());
    let folder = folder.unwrap_or_else(|| ".".to_owned());
    Failure::Input(format!(
        "`{argument}` is in the format of the bundled bank; take the folder with `qbank seed {folder}`"
    ))
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
