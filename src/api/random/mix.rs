//! `mix`: the shares of a draw, as one writes them.

use utoipa::openapi::path::Parameter;

use super::super::params::Params;
use super::super::schema;
use crate::bank::draw::{MOST, Share};
use crate::bank::filter::Level;
use crate::model::{Closed, MAX_NAME};

const FORM: &str = "shares such as `database:2,api/hard:1,easy:2`: a category, a difficulty, or \
                    both with `/` between them, then `:` and how many";

/// The longest share: the longest category, with the longest difficulty and count behind it.
const LONGEST: usize = MAX_NAME + "/unknown:100".len();

/// The shares of the parameter, where it is given and each is one.
pub(super) fn shares(params: &mut Params) -> Option<Vec<Share>> {
    let texts = params.texts("mix", LONGEST);
    if texts.is_empty() {
        return None;
    }
    let mut shares: Vec<Share> = Vec::new();
    for text in texts {
        match share(&text) {
            Ok(share) if shares.iter().any(|known| known.name() == share.name()) => {
                params.refuse("mix", &text, "the share is named twice", vec![FORM.to_owned()]);
            }
            Ok(share) => shares.push(share),
            Err(why) => params.refuse("mix", &text, &why, vec![FORM.to_owned()]),
        }
    }
    let total: usize = shares.iter().map(|share| share.count).sum();
    if total > MOST {
        let allowed = vec![format!("1 to {MOST} questions in all")];
        params.refuse("mix", &total.to_string(), "the shares add up to too many", allowed);
    }
    Some(shares)
}

fn share(text: &str) -> Result<Share, String> {
    let (name, count) = text.rsplit_once(':').ok_or("it has no `:` with a number behind it")?;
    let digits = count.bytes().all(|b| b.is_ascii_digit());
    let count = count.parse().ok().filter(|count| digits && (1..=MOST).contains(count));
    let count = count.ok_or_else(|| format!("its number is not one from 1 to {MOST}"))?;
    let name = name.to_lowercase();
    let (category, level) = match name.split_once('/') {
        Some((category, level)) => {
            let named = Level::named(level);
            let level = named.ok_or_else(|| format!("`{level}` is not a difficulty"))?;
            (Some(category), Some(level))
        }
        None => match Level::named(&name) {
            Some(level) => (None, Some(level)),
            None => (Some(name.as_str()), None),
        },
    };
    if category.is_some_and(str::is_empty) {
        return Err("it names no category".to_owned());
    }
    Ok(Share { category: category.map(str::to_owned), level, count })
}

/// The parameter as the document describes it.
pub(super) fn parameter() -> Parameter {
    schema::list(
        "mix",
        "Exact shares instead of `count`: a category, a difficulty, or both with `/` between them, \
         then `:` and how many. A question fills one share only; shares that overlap are filled \
         whenever that is possible. At most 100 questions in all.",
        "api/hard:1",
        schema::bounded("^[^,:/]+(/(easy|medium|hard|unknown))?:([1-9][0-9]?|100)$", LONGEST),
    )
}
