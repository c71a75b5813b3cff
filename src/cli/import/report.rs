//! The report on files: text for people, JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::flags::ReportFormat;
use crate::cli::questions;
use crate::import::{FileReport, Level, Totals};

/// How many categories a report names.
const CATEGORIES: usize = 12;

#[derive(Serialize)]
struct Report<'a> {
    files: &'a [FileReport],
    total: Totals,
}

pub(super) fn write(files: &[FileReport], format: ReportFormat) -> String {
    let mut total = Totals::default();
    for file in files {
        total.add(file);
    }
    if format == ReportFormat::Json {
        let json = serde_json::to_string_pretty(&Report { files, total });
        return json.unwrap_or_default() + "\n";
    }
    let mut text: String = files.iter().map(file_text).collect();
    if files.len() > 1 {
        text.push_str(&total_text(&total));
    }
    text
}

/// Writing to a string does not fail, so what it returns is of no interest here.
fn file_text(report: &FileReport) -> String {
    let mut text = String::new();
    let file = &report.file;
    for finding in &report.findings {
        let level = match finding.level {
            Level::Skipped => "skipped: ",
            Level::Warning => "warning: ",
            Level::Note => "",
        };
        let _ = write!(text, "{file}:{}: {level}{}", finding.line, finding.message);
        let _ = match finding.advice.as_str() {
            "" => writeln!(text),
            advice => writeln!(text, "; {advice}"),
        };
    }
    if let Some(refusal) = &report.refused {
        let column = refusal.column.map_or_else(String::new, |column| format!(":{column}"));
        let _ = writeln!(text, "{file}:{}{column}: refused: {}", refusal.line, refusal.message);
        if !refusal.advice.is_empty() {
            let _ = writeln!(text, "hint: {}", refusal.advice);
        }
        return text;
    }
    let how = if report.recognised { "recognised as" } else { "read as" };
    let _ = writeln!(text, "{file}: {how} {}: {} found", report.format, questions(report.found));
    let _ = writeln!(
        text,
        "  {} new, {} unchanged, {} changed, {} repeated, {} skipped{}",
        report.new,
        report.unchanged,
        report.changed,
        report.repeated,
        report.skipped,
        removed(report.removed),
    );
    text.push_str(&unanswered(report));
    text.push_str(&categories(report));
    text
}

fn removed(count: usize) -> String {
    if count == 0 { String::new() } else { format!("; {count} removed") }
}

fn unanswered(report: &FileReport) -> String {
    if report.unanswered == 0 {
        return String::new();
    }
    let parts = [(report.placeholders, "yet to come"), (report.links_only, "a link alone")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {what}")).collect();
    let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
    format!("  {} without an answer{parts}\n", report.unanswered)
}

fn categories(report: &FileReport) -> String {
    if report.categories.is_empty() {
        return String::new();
    }
    let shown = report.categories.iter().take(CATEGORIES);
    let mut names: Vec<String> =
        shown.map(|category| format!("{} ({})", category.name, category.questions)).collect();
    if let Some(more @ 1..) = report.categories.len().checked_sub(CATEGORIES) {
        names.push(format!("and {more} more"));
    }
    format!("  categories: {}\n", names.join(", "))
}

fn total_text(total: &Totals) -> String {
    format!(
        "total of {} files ({} refused): {} found\n  {} new, {} unchanged, {} changed, {} repeated, {} skipped{}\n",
        total.files,
        total.refused,
        questions(total.found),
        total.new,
        total.unchanged,
        total.changed,
        total.repeated,
        total.skipped,
        removed(total.removed),
    )
}
