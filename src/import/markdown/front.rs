//! What stands between two lines of dashes at the very beginning of a file.

/// Front matter as far as it matters here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    pub title: String,
    pub category: String,
    pub tags: Vec<String>,
    pub language: String,
    pub difficulty: String,
}

/// Longer front matter is none; somebody has opened his text with a rule.
const LONGEST: usize = 1 << 16;

/// The front matter, and where the text begins behind it.
pub(super) fn read(text: &str) -> (Front, usize) {
    let none = (Front::default(), 0);
    let Some(inner) =
        text.strip_prefix("---").and_then(|rest| rest.trim_start_matches(' ').strip_prefix('\n'))
    else {
        return none;
    };
    let start = text.len() - inner.len();
    let mut at = start;
    for line in inner.split_inclusive('\n') {
        let end = at + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (fields(&text[start..at]), end);
        }
        if end > LONGEST {
            break;
        }
        at = end;
    }
    none
}

/// The fields: a name, a colon and a text or a list a line, which is all that front matter of questions has.
fn fields(yaml: &str) -> Front {
    let mut front = Front::default();
    let mut key = String::new();
    for line in yaml.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            front.set(&key, item);
        } else if let Some((name, value)) = line.split_once(':') {
            key = name.trim().to_lowercase();
            front.set(&key, value);
        }
    }
    front
}

impl Front {
    fn set(&mut self, key: &str, value: &str) {
        let bare = |text: &str| text.trim().trim_matches(['"', '\'']).trim().to_owned();
        let text = bare(value);
        if text.is_empty() {
            return;
        }
        match key {
            "title" | "question" => self.title = text,
            "category" | "topic" | "subject" | "categories" => self.category = text,
            "lang" | "language" | "locale" => self.language = text,
            "difficulty" | "level" | "expertise" => self.difficulty = text,
            "tags" | "tag" | "keywords" | "labels" => {
                let list = text.trim_matches(['[', ']', '(', ')']);
                self.tags.extend(list.split(',').map(bare).filter(|tag| !tag.is_empty()));
            }
            _ => {}
        }
    }
}
