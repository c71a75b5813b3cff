//! A table of a file, read field by field, so that every fault in it is found at once.

use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::Report;
use crate::model::nearest;

/// A value and where it stands.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// The elements of a list, or what is written instead of a list of one.
pub(super) fn one_or_many<'t, 'a>(value: &'t Value<'a>) -> &'t [Value<'a>] {
    value.get_ref().as_array().map_or(std::slice::from_ref(value), |array| array.as_ref())
}

/// One table: its fields are asked for by name; what was not asked for does not belong there.
pub(super) struct Fields<'t, 'm, 'r> {
    table: &'t DeTable<'t>,
    /// What the table describes, such as "a question".
    what: &'static str,
    span: Range<usize>,
    asked: Vec<&'static str>,
    report: &'m mut Report<'r>,
}

impl<'t, 'm, 'r> Fields<'t, 'm, 'r> {
    pub(super) fn new(
        table: &'t DeTable<'t>,
        span: Range<usize>,
        what: &'static str,
        report: &'m mut Report<'r>,
    ) -> Self {
        Self { table, what, span, asked: Vec::new(), report }
    }

    pub(super) fn fault(&mut self, span: &Range<usize>, message: impl Into<String>) {
        self.report.fault(span, message);
    }

    pub(super) fn report(&mut self) -> &mut Report<'r> {
        self.report
    }

    /// The value of a field, if it is there.
    pub(super) fn get(&mut self, name: &'static str) -> Option<&'t Value<'t>> {
        self.asked.push(name);
        self.table.get(name)
    }

    /// Whether the field is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    /// The value of a field that must be there.
    fn require(&mut self, name: &'static str) -> Option<&'t Value<'t>> {
        let found = self.get(name);
        if found.is_none() {
            let (span, what) = (self.span.clone(), self.what);
            self.fault(&span, format!("{what} needs the field `{name}`"));
        }
        found
    }

    /// A text through its constructor.
    pub(super) fn parse<T, E: std::fmt::Display>(
        &mut self,
        name: &str,
        value: &Value<'_>,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(name, value, "a text in quotes");
            return None;
        };
        match parse(text) {
            Ok(parsed) => Some(parsed),
            Err(why) => {
                let shown: String = text.chars().take(40).collect();
                self.fault(&value.span(), format!("`{name}` is `{shown}`: {why}"));
                None
            }
        }
    }

    /// A field that must be there, through its constructor.
    pub(super) fn required<T, E: std::fmt::Display>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let value = self.require(name)?;
        self.parse(name, value, parse)
    }

    /// A field that may be missing, through its constructor.
    pub(super) fn optional<T, E: std::fmt::Display>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let value = self.get(name)?;
        self.parse(name, value, parse)
    }

    /// A whole number that must be there.
    pub(super) fn required_whole(
        &mut self,
        name: &'static str,
        bounds: RangeInclusive<i64>,
    ) -> Option<i64> {
        let value = self.require(name)?;
        self.whole(name, value, bounds)
    }

    /// A whole number that may be missing.
    pub(super) fn optional_whole(
        &mut self,
        name: &'static str,
        bounds: RangeInclusive<i64>,
    ) -> Option<i64> {
        let value = self.get(name)?;
        self.whole(name, value, bounds)
    }

    /// A whole number within bounds.
    fn whole(&mut self, name: &str, value: &Value<'_>, bounds: RangeInclusive<i64>) -> Option<i64> {
        let (least, most) = (bounds.start(), bounds.end());
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type(name, value, &format!("a whole number from {least} to {most}"));
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
        let within = number.filter(|number| bounds.contains(number));
        if within.is_none() {
            let message =
                format!("`{name}` is {integer}: allowed are whole numbers from {least} to {most}");
            self.fault(&value.span(), message);
        }
        within
    }

    /// The elements of a list; none where the field is missing.
    pub(super) fn list(&mut self, name: &'static str) -> &'t [Value<'t>] {
        let Some(value) = self.get(name) else {
            return &[];
        };
        if value.get_ref().as_array().is_none() {
            self.wrong_type(name, value, "a list in square brackets");
        }
        value.get_ref().as_array().map_or(&[], |array| array.as_ref())
    }

    /// A list of texts through their constructor.
    pub(super) fn texts<T, E: std::fmt::Display>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E> + Copy,
    ) -> Vec<T> {
        let list = self.list(name);
        list.iter().filter_map(|value| self.parse(name, value, parse)).collect()
    }

    pub(super) fn wrong_type(&mut self, name: &str, value: &Value<'_>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.fault(&value.span(), format!("`{name}` is of type {found}; write {wanted}"));
    }

    /// Reports every field that nobody asked for.
    pub(super) fn finish(self) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let allowed: Vec<String> = self.asked.iter().map(|name| format!("`{name}`")).collect();
            let meant = nearest(name, self.asked.iter().copied());
            let meant =
                meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            let message = format!(
                "`{name}` is not a field of {what}; allowed are {allowed}{meant}",
                what = self.what,
                allowed = allowed.join(", "),
            );
            self.report.fault(&key.span(), message);
        }
    }
}
