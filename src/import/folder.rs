//! Which files are meant: paths, folders, patterns, standard input.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::formats;

/// A file that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// What comes in on standard input.
    Stdin,
    /// A file, and its name in messages.
    File(PathBuf),
}

/// The files that `argument` means: itself; all files of a folder that a format knows by their
/// extension, by name; all that a pattern such as `banks/*.md` matches; standard input for `-`.
///
/// # Errors
///
/// What is wrong with the argument.
pub fn inputs(argument: &str) -> Result<Vec<Input>, String> {
    if argument == "-" {
        return Ok(vec![Input::Stdin]);
    }
    let path = Path::new(argument);
    if path.is_dir() {
        return in_folder(path);
    }
    if path.exists() || !argument.contains(['*', '?', '[']) {
        return Ok(vec![Input::File(path.to_owned())]);
    }
    let matches = glob::glob(argument).map_err(|why| format!("`{argument}`: {why}"))?;
    let mut files = Vec::new();
    for found in matches {
        let found = found.map_err(|why| format!("`{argument}`: {why}"))?;
        if found.is_dir() {
            files.extend(in_folder(&found)?);
        } else {
            files.push(Input::File(found));
        }
    }
    if files.is_empty() {
        return Err(format!("`{argument}` matches no file"));
    }
    Ok(files)
}

fn in_folder(folder: &Path) -> Result<Vec<Input>, String> {
    let mut files = Vec::new();
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_visible);
    for entry in walk {
        let entry = entry.map_err(|why| format!("`{}`: {why}", folder.display()))?;
        let extension = entry.path().extension().and_then(|extension| extension.to_str());
        let known = extension.is_some_and(|extension| formats::knows(&extension.to_lowercase()));
        if entry.file_type().is_file() && known {
            files.push(Input::File(entry.into_path()));
        }
    }
    if files.is_empty() {
        return Err(format!("there is no bank file in `{}`", folder.display()));
    }
    Ok(files)
}

/// Hidden folders and files are none of the bank.
fn is_visible(entry: &walkdir::DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}
