//! Reading a query strictly: every fault is found, and none is guessed away.

mod decode;

use std::fmt::Display;
use std::ops::RangeInclusive;

pub use self::decode::is_broken;
use self::decode::{decode, keep_plus_signs};
use super::problem::{ParameterError, Problem};
use crate::model::{Closed, MAX_NAME, nearest};

/// What a parameter may have instead of what it has.
type Allowed = Vec<String>;

/// The greatest whole number where nothing else bounds it: what every caller's language can hold.
pub const MOST: u64 = i64::MAX.cast_unsigned();

/// The most values that a list may have.
pub const MOST_VALUES: usize = 250;

/// How much of a value a problem repeats, in characters.
const SHOWN: usize = 100;

/// The parameters of a request, asked for by name; what was not asked for does not belong there.
#[derive(Debug, Default)]
pub struct Params {
    pairs: Vec<(String, String)>,
    known: Vec<&'static str>,
    errors: Vec<ParameterError>,
}

impl Params {
    /// Takes a raw query apart.
    ///
    /// # Errors
    ///
    /// A problem when the percent-encoding is broken.
    pub fn parse(query: &str) -> Result<Self, Problem> {
        let pieces = query.split('&').filter(|piece| !piece.is_empty());
        let pair = |piece: &str| {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            let name = decode(name)?;
            let value = if name == "q" { decode(&keep_plus_signs(value))? } else { decode(value)? };
            Ok((name, value))
        };
        let pairs = pieces.map(pair).collect::<Result<_, ParameterError>>();
        let pairs = pairs.map_err(|error| Problem::parameters(vec![error]))?;
        Ok(Self { pairs, ..Self::default() })
    }

    /// The value of a parameter that takes one.
    pub fn one(&mut self, name: &'static str) -> Option<String> {
        self.known.push(name);
        let mut values = self.pairs.iter().filter(|(given, _)| given == name);
        let value = values.next()?.1.clone();
        let again = values.next().cloned();
        if let Some((_, second)) = again {
            self.refuse(
                name,
                &second,
                "it is given more than once and takes one value",
                Vec::new(),
            );
            return None;
        }
        self.not_empty(name, value)
    }

    /// The names of a parameter that takes several: repeated, or with commas between them.
    pub fn many(&mut self, name: &'static str) -> Vec<String> {
        self.texts(name, MAX_NAME)
    }

    /// The texts of a parameter that takes several, each of at most `longest` characters.
    pub fn texts(&mut self, name: &'static str, longest: usize) -> Vec<String> {
        self.known.push(name);
        let given: Vec<String> = self
            .pairs
            .iter()
            .filter(|(given, _)| given == name)
            .map(|(_, value)| value.clone())
            .collect();
        let pieces: Vec<String> =
            given.iter().flat_map(|value| value.split(',')).map(str::to_owned).collect();
        if pieces.len() > MOST_VALUES {
            let allowed = vec![format!("1 to {MOST_VALUES} values")];
            self.refuse(name, &pieces.len().to_string(), "it has too many values", allowed);
            return Vec::new();
        }
        if let Some(piece) = pieces.iter().find(|piece| piece.chars().count() > longest) {
            let allowed = vec![format!("values of 1 to {longest} characters")];
            self.refuse(name, piece, "a value of it is too long", allowed);
        }
        pieces.into_iter().filter_map(|piece| self.not_empty(name, piece)).collect()
    }

    fn not_empty(&mut self, name: &'static str, value: String) -> Option<String> {
        if value.is_empty() {
            self.refuse(name, "", "it is empty; give a value or leave it away", Vec::new());
            return None;
        }
        Some(value)
    }

    /// The value of a closed set, in any case.
    pub fn closed<T: Closed>(&mut self, name: &'static str) -> Option<T> {
        let value = self.one(name)?;
        self.named(name, &value)
    }

    /// Values of a closed set, in any case.
    pub fn closed_many<T: Closed>(&mut self, name: &'static str) -> Vec<T> {
        let values = self.many(name);
        values.iter().filter_map(|value| self.named(name, value)).collect()
    }

    fn named<T: Closed>(&mut self, name: &'static str, value: &str) -> Option<T> {
        let found = T::named(&value.to_lowercase());
        if found.is_none() {
            let detail = format!("`{}` is not a value of `{name}`", shorten(value));
            let allowed = T::names().map(str::to_owned).collect();
            self.refuse_near(name, value, &detail, allowed, nearest(value, T::names()));
        }
        found
    }

    /// `true` or `false`, in any case.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.one(name)?;
        match value.to_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                let allowed = vec!["true".to_owned(), "false".to_owned()];
                self.refuse(name, &value, "it is neither `true` nor `false`", allowed);
                None
            }
        }
    }

    /// A whole number within bounds.
    pub fn whole(&mut self, name: &'static str, bounds: RangeInclusive<u64>) -> Option<u64> {
        let value = self.one(name)?;
        let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
        let number = value.parse().ok().filter(|_| digits);
        let within = number.filter(|number| bounds.contains(number));
        if within.is_none() {
            let (least, most) = (bounds.start(), bounds.end());
            let allowed = if *most == MOST {
                format!("whole numbers from {least}")
            } else {
                format!("whole numbers from {least} to {most}")
            };
            let detail = if digits { "it is out of range" } else { "it is not a whole number" };
            self.refuse(name, &value, detail, vec![allowed]);
        }
        within
    }

    /// A value through a function that says what is allowed where it fails.
    pub fn parsed<T, E: Display>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let value = self.one(name)?;
        parse(&value).map_err(|why| self.refuse(name, &value, &why.to_string(), Vec::new())).ok()
    }

    /// Notes that a parameter is missing.
    pub fn require(&mut self, name: &str, allowed: &str) {
        if self.pairs.iter().any(|(given, _)| given == name) {
            // It was there and has been refused already.
            return;
        }
        self.errors.push(ParameterError {
            parameter: name.to_owned(),
            value: None,
            detail: "it is missing".to_owned(),
            allowed: vec![allowed.to_owned()],
            nearest: None,
        });
    }

    /// Notes that a parameter stands beside one that it does not go with.
    pub fn apart(&mut self, name: &'static str, others: &[&str]) {
        let value = |name: &str| self.pairs.iter().find(|(given, _)| given == name);
        let other = others.iter().find(|other| value(other).is_some());
        if let Some(((_, value), other)) = value(name).cloned().zip(other) {
            let detail = format!("it does not go with `{other}`; give one of them");
            self.refuse(name, &value, &detail, Vec::new());
        }
    }

    /// Notes that a value cannot be taken.
    pub fn refuse(&mut self, name: &str, value: &str, detail: &str, allowed: Allowed) {
        self.refuse_near(name, value, detail, allowed, None);
    }

    fn refuse_near(
        &mut self,
        name: &str,
        value: &str,
        detail: &str,
        allowed: Allowed,
        nearest: Option<&str>,
    ) {
        self.errors.push(ParameterError {
            parameter: shorten(name),
            value: Some(shorten(value)),
            detail: detail.to_owned(),
            allowed,
            nearest: nearest.map(str::to_owned),
        });
    }

    /// Ends the reading.
    ///
    /// # Errors
    ///
    /// A problem with everything that was refused, and with every parameter nobody asked for.
    pub fn finish(mut self) -> Result<Vec<(String, String)>, Problem> {
        let pairs = std::mem::take(&mut self.pairs);
        let mut reported = Vec::new();
        for (name, value) in &pairs {
            if self.known.contains(&name.as_str()) || reported.contains(&name) {
                continue;
            }
            reported.push(name);
            let allowed = self.known.iter().map(|&name| name.to_owned()).collect();
            let near = nearest(name, self.known.iter().copied());
            let meant = near.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
            let detail = format!("this path has no parameter `{}`{meant}", shorten(name));
            self.refuse_near(name, value, &detail, allowed, near);
        }
        if self.errors.is_empty() { Ok(pairs) } else { Err(Problem::parameters(self.errors)) }
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
