//! The help that the program prints.

use crate::harness::Place;

#[test]
fn the_help_of_serve_lists_every_setting_with_its_variable_and_default() {
    let run = Place::new().qbank(&["serve", "--help"]);
    let settings = [
        ("--database-url", "DATABASE_URL", "sqlite://qbank.db"),
        ("--synonyms", "QBANK_SYNONYMS", "none"),
        ("--config", "QBANK_CONFIG", "qbank.toml, if it is there"),
        ("--log ", "QBANK_LOG", "info when serving, else warn"),
        ("--log-format", "QBANK_LOG_FORMAT", "text"),
        ("--listen", "QBANK_LISTEN", "127.0.0.1:8080"),
        ("--cors-origins", "QBANK_CORS_ORIGINS", "*"),
        ("--max-age", "QBANK_MAX_AGE", "60"),
        ("--request-timeout", "QBANK_REQUEST_TIMEOUT", "30"),
        ("--max-in-flight", "QBANK_MAX_IN_FLIGHT", "1024"),
        ("--rate-limit", "QBANK_RATE_LIMIT", "none"),
        ("--trusted-proxies", "QBANK_TRUSTED_PROXIES", "none"),
        ("--public-url", "QBANK_PUBLIC_URL", "http:// and what the caller used"),
        ("--no-seed", "QBANK_NO_SEED", "false"),
    ];
    let lines: Vec<&str> = run.done().lines().collect();
    for (flag, variable, default) in settings {
        let line = lines.iter().find(|line| line.trim_start().starts_with(flag));
        let line = line.unwrap_or_else(|| panic!("{flag}: {}", run.stdout));
        let expected = format!("[variable: {variable}] [default: {default}]");
        assert!(line.ends_with(&expected), "{line}");
    }
    let flags = lines.iter().filter(|line| line.trim_start().starts_with("--")).count();
    assert_eq!(flags, settings.len(), "a setting that this test does not know");
}

#[test]
fn the_readme_lists_every_setting_with_its_variable_and_default() {
    let help = Place::new().qbank(&["serve", "--help"]);
    let readme = include_str!("../../README.md");
    for line in help.stdout.lines().filter(|line| line.trim_start().starts_with("--")) {
        let flag = line.split_whitespace().next().unwrap();
        let (_, rest) = line.split_once("[variable: ").unwrap();
        let (variable, default) = rest.trim_end_matches(']').split_once("] [default: ").unwrap();
        let row = format!("| `{flag}` | `{variable}` | ");
        let row = readme.lines().find(|line| line.starts_with(&row));
        let row = row.unwrap_or_else(|| panic!("{flag} {variable} has no row"));
        let plain = row.replace('`', "");
        assert!(plain.contains(&format!("| {default} |")), "{row} says not {default}");
    }
}

#[test]
fn an_unknown_command_is_wrong_usage() {
    let run = Place::new().qbank(&["sed"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("'seed'"), "{}", run.stderr);
    run.is_plain();
}
