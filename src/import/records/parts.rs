//! The smaller parts of a question, in the ways in which people write them.

use crate::import::aliases::fold;
use crate::import::draft::Draft;
use crate::import::tree::{Entry, Node, Value};
use crate::model::Reference;

/// Languages by their two letters; `js`, `go` and their like are none.
const LANGUAGES: &str = " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

/// What a file calls a language may be one of programming: that is a tag.
pub(in crate::import) fn language(written: &str, draft: &mut Draft) {
    if is_language(written) {
        draft.language = written.trim().replace('_', "-");
    } else if !written.trim().is_empty() {
        draft.tags.push(written.to_owned());
    }
}

/// Whether a text is a tag of a human language, as against the name of one for machines.
fn is_language(text: &str) -> bool {
    let folded = text.trim().to_lowercase().replace('_', "-");
    let primary = folded.split('-').next().unwrap_or_default();
    primary.len() == 2 && LANGUAGES.contains(&format!(" {primary} "))
}

/// A text of whatever a field holds: a list becomes one of Markdown.
pub(super) fn text(node: &Node) -> String {
    match &node.value {
        Value::Nothing => String::new(),
        Value::Truth(truth) => (if *truth { "True" } else { "False" }).to_owned(),
        Value::Number(text) | Value::Text(text) => text.to_string(),
        Value::List(items) => list(items),
        Value::Map(entries) => inner(node).map_or_else(|| pairs(entries), text),
    }
}

fn list(items: &[Node]) -> String {
    let texts: Vec<String> = items.iter().filter(|item| !item.is_empty()).map(text).collect();
    match texts.as_slice() {
        [one] => one.clone(),
        // Paragraphs that are blocks of Markdown already, or a few words each.
        many if many.iter().any(|text| text.contains('\n')) => many.join("\n\n"),
        many => many.iter().map(|text| format!("- {text}")).collect::<Vec<_>>().join("\n"),
    }
}

fn pairs(entries: &[Entry]) -> String {
    let filled = entries.iter().filter(|(_, value)| !value.is_empty());
    let pair = |(key, value): &Entry| format!("**{key}**: {}", text(value));
    filled.map(pair).collect::<Vec<_>>().join("\n\n")
}

/// The text of a mapping that is a text with something beside it: `{"text": …, "format": …}`.
pub(super) fn inner<'n, 'a>(node: &'n Node<'a>) -> Option<&'n Node<'a>> {
    const INNER: &[&str] = &[
        "text",
        "value",
        "markdown",
        "content",
        "answer",
        "option",
        "body",
        "label",
        "title",
        "choice",
        "name",
        "description",
        "html",
        "stem",
        "question",
        "answertext",
        "optiontext",
        "choicetext",
        "questiontext",
    ];
    let named = |wanted: &str| {
        let found = node.entries().iter().find(|(key, _)| fold(key) == wanted);
        found.map(|(_, value)| value).filter(|value| !value.is_empty())
    };
    INNER.iter().find_map(|&wanted| named(wanted))
}

/// The entries of a list, or the lines of a text.
pub(super) fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().filter(|item| !item.is_empty()).map(text).collect(),
        Value::Nothing => Vec::new(),
        _ => lines(&text(node)),
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Tags of a list, or of a text that parts them with commas, semicolons, bars or lines.
pub(super) fn tags(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().map(text).collect(),
        Value::Text(text) | Value::Number(text) => {
            let text = text.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
            let parts = text.split([',', ';', '|', '\n', '，', '、']);
            let bare = |part: &str| part.trim().trim_matches(['"', '\'']).to_owned();
            parts.map(bare).filter(|part| !part.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}

/// Web addresses with their titles: mappings, links of Markdown, `title <address>`, bare ones.
pub(super) fn references(node: &Node, found: &mut Vec<Reference>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| references(item, found)),
        Value::Map(entries) => found.extend(reference(entries)),
        _ => found.extend(lines(&text(node)).iter().flat_map(|line| in_line(line))),
    }
}

fn reference(entries: &[Entry]) -> Option<Reference> {
    let of = |names: &[&str]| {
        let entry = entries.iter().find(|(key, _)| names.contains(&fold(key).as_str()));
        entry.and_then(|(_, value)| value.as_text()).filter(|text| !text.trim().is_empty())
    };
    let url = of(&["url", "href", "link", "address", "uri"])?;
    let title = of(&["title", "name", "text", "label", "description"]).unwrap_or(url);
    Some(Reference { title: title.to_owned(), url: url.to_owned() })
}

fn in_line(line: &str) -> Vec<Reference> {
    let line = line.trim();
    let titled =
        |title: &str, url: &str| Reference { title: title.to_owned(), url: url.to_owned() };
    if let Some((title, url)) = line.strip_suffix('>').and_then(|line| line.rsplit_once(" <")) {
        return vec![titled(title, url)];
    }
    let link = line.trim_start_matches(['-', '*', ' ']);
    if let Some((title, url)) = link
        .strip_prefix('[')
        .and_then(|link| link.strip_suffix(')'))
        .and_then(|link| link.split_once("]("))
        && !url.contains("](")
    {
        return vec![titled(title, url)];
    }
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>'));
    let addresses =
        words.filter(|word| word.starts_with("https://") || word.starts_with("http://"));
    addresses.map(|url| titled(url, url)).collect()
}

/// Minutes as a number in front of whatever: `5`, `5 min`, `5.0`.
pub(super) fn minutes(text: &str) -> Option<i64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

/// A number that is printed with a question, `17`, `Q17`, `question-17`, as against a name.
pub(in crate::import) fn is_printed_number(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "", "q", "question", "item", "card", "no", "nr", "id", "num", "number", "quiz", "frage",
        "pregunta",
    ];
    let folded = fold(text);
    let word = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    word.len() < folded.len() && WORDS.contains(&word)
}
