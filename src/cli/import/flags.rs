//! The flags that `import` and `check` have in common.

use clap::{Args, ValueEnum};

use super::report;
use crate::cli::Failure;
use crate::import::{self, FileReport, Input, Limits, Nested, Options, Repeats, formats};
use crate::model::{Closed, Difficulty, is_language_tag};

/// Bytes in the unit of `--max-size`.
const MEBIBYTE: usize = 1 << 20;

/// What to read, how, and how to report.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// Files, folders or patterns; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// The format, instead of recognising it by content and name
    #[arg(long, value_name = "NAME")]
    format: Option<String>,
    /// The category of all questions, instead of what the file says
    #[arg(long, value_name = "NAME")]
    category: Option<String>,
    /// Markdown: the level of heading that is a question, 1 to 6
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=6))]
    level: Option<u8>,
    /// The encoding, such as `shift_jis` [default: UTF-8, else Windows-1252]
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
    /// A column or key by its name in the file or its number: `question=Frage`, `answer=3`
    #[arg(long = "column", value_name = "FIELD=NAME")]
    columns: Vec<String>,
    /// Whether the first row of a table has the names of columns [default: found out]
    #[arg(long)]
    header: Option<bool>,
    /// What stands between columns or the sides of a card: a character, or `tab`
    #[arg(long, value_name = "TEXT")]
    separator: Option<String>,
    /// The language of questions that do not say theirs [default: en]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// What a difficulty of the file means: `Junior=easy`
    #[arg(long = "difficulty", value_name = "NAME=LEVEL")]
    difficulties: Vec<String>,
    /// What relative links and images are relative to
    #[arg(long, value_name = "URL")]
    base: Option<String>,
    /// A text that stands for an answer that is yet to come, beside `TODO` and its like
    #[arg(long = "placeholder", value_name = "TEXT")]
    placeholders: Vec<String>,
    /// What becomes of list items below a question
    #[arg(long, value_enum, default_value_t = NestedArg::Keep)]
    nested: NestedArg,
    /// What becomes of a question that stands in a file twice, word for word
    #[arg(long, value_enum, default_value_t = RepeatsArg::Merge)]
    repeats: RepeatsArg,
    /// Whose the questions are in the bank [default: the file's name]
    #[arg(long, value_name = "NAME")]
    origin: Option<String>,
    /// How to write the report
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    report: ReportFormat,
    /// The largest file, in MiB
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().file / MEBIBYTE)]
    max_size: usize,
    /// Questions in a file
    #[arg(long, value_name = "COUNT", default_value_t = Limits::default().questions)]
    max_questions: usize,
    /// Characters of a question, an answer or an option
    #[arg(long, value_name = "COUNT", default_value_t = Limits::default().text)]
    max_text: usize,
    /// How deep things may lie in one another
    #[arg(long, value_name = "COUNT", default_value_t = Limits::default().depth)]
    max_depth: usize,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum NestedArg {
    /// They stay in its text
    Keep,
    /// Each is a question of its own
    Own,
    /// They are what to ask next
    FollowUps,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RepeatsArg {
    /// Take it once, with the tags and categories of all
    Merge,
    /// Take it once, as it stands first
    Skip,
    /// Take it as often as it stands there
    Keep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

impl Reading {
    pub(super) fn options(&self) -> Result<Options, Failure> {
        if let Some(language) = self.language.as_ref().filter(|tag| !is_language_tag(tag)) {
            let why = format!("--language: `{language}` is no language tag such as `pt-BR`");
            return Err(Failure::Input(why));
        }
        Ok(Options {
            format: self.format.as_deref().map(known_format).transpose()?,
            category: self.category.clone(),
            level: self.level,
            encoding: self.encoding.clone(),
            columns: pairs("--column", &self.columns)?,
            header: self.header,
            separator: self.separator.clone(),
            language: self.language.clone(),
            difficulties: self.difficulties()?,
            base: self.base.clone(),
            placeholders: self.placeholders.clone(),
            nested: self.nested.into(),
            repeats: self.repeats.into(),
            origin: self.origin.clone(),
            prune: false,
            limits: Limits {
                file: self.max_size.saturating_mul(MEBIBYTE),
                questions: self.max_questions,
                text: self.max_text,
                depth: self.max_depth,
            },
        })
    }

    fn difficulties(&self) -> Result<Vec<(String, String)>, Failure> {
        let pairs = pairs("--difficulty", &self.difficulties)?;
        for (_, level) in &pairs {
            if Difficulty::named(level).is_none() {
                let allowed: Vec<_> = Difficulty::names().collect();
                let allowed = allowed.join(", ");
                let why = format!("--difficulty: `{level}` is none of {allowed}");
                return Err(Failure::Input(why));
            }
        }
        Ok(pairs)
    }

    pub(super) fn inputs(&self) -> Result<Vec<Input>, Failure> {
        let mut inputs = Vec::new();
        for file in &self.files {
            inputs.extend(import::inputs(file).map_err(Failure::Input)?);
        }
        Ok(inputs)
    }

    pub(super) fn print(&self, reports: &[FileReport]) -> Result<(), Failure> {
        crate::cli::print(&report::write(reports, self.report))
    }

    /// Prints the reports; the exit status follows from them.
    pub(super) fn finish(&self, reports: &[FileReport]) -> Result<(), Failure> {
        self.print(reports)?;
        let refused = reports.iter().filter(|report| report.refused.is_some()).count();
        if refused > 0 {
            let (count, plural) = (reports.len(), if reports.len() == 1 { "" } else { "s" });
            return Err(Failure::Input(format!("{refused} of {count} file{plural} refused")));
        }
        if reports.iter().any(FileReport::has_doubts) { Err(Failure::Doubts) } else { Ok(()) }
    }
}

fn known_format(name: &str) -> Result<String, Failure> {
    let name = name.to_lowercase();
    if formats::FORMATS.iter().any(|format| format.name == name) {
        return Ok(name);
    }
    let nearest = crate::model::nearest(&name, formats::FORMATS.iter().map(|format| format.name));
    let meant = nearest.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    Err(Failure::Input(format!("--format: `{name}` is none of {}{meant}", formats::names())))
}

/// `NAME=VALUE`, split at the last equals sign, because names may have one.
fn pairs(flag: &str, written: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let pair = |text: &String| match text.rsplit_once('=') {
        Some((name, value)) if !name.trim().is_empty() && !value.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err(Failure::Input(format!("{flag}: write `NAME=VALUE`, not `{text}`"))),
    };
    written.iter().map(pair).collect()
}

impl From<NestedArg> for Nested {
    fn from(arg: NestedArg) -> Self {
        match arg {
            NestedArg::Keep => Self::Keep,
            NestedArg::Own => Self::Own,
            NestedArg::FollowUps => Self::FollowUps,
        }
    }
}

impl From<RepeatsArg> for Repeats {
    fn from(arg: RepeatsArg) -> Self {
        match arg {
            RepeatsArg::Merge => Self::Merge,
            RepeatsArg::Skip => Self::Skip,
            RepeatsArg::Keep => Self::Keep,
        }
    }
}
