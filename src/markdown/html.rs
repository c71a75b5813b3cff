//! Writes the parts as HTML, through a sanitiser.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, Url, UrlRelative};
use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd, html};

use super::elements::{self, Markup};
use super::parts::Part;

const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        // A raw `<input>` never comes here: it is text. The one that does is a task's.
        .tags(elements::names().chain(["a", "input"]).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from(["align", "title"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("code", HashSet::from(["class"])),
            ("details", HashSet::from(["open"])),
            ("input", HashSet::from(["checked", "disabled"])),
            ("ol", HashSet::from(["start"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
        ]))
        .set_tag_attribute_values(HashMap::from([(
            "input",
            HashMap::from([("type", "checkbox"), ("disabled", "")]),
        )]))
        .attribute_filter(only_language_classes)
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// Renders parts as HTML.
pub(super) fn render(parts: &[Part]) -> String {
    let mut writer = Writer::default();
    for part in parts {
        writer.add(part);
    }
    let mut out = String::new();
    html::push_html(&mut out, writer.events.into_iter());
    SANITISER.clean(&out).to_string().trim().to_owned()
}

/// Renders parts as HTML, a single paragraph without the element around it.
pub(super) fn render_inline(parts: &[Part]) -> String {
    match parts {
        [
            Part::Event(Event::Start(Tag::Paragraph)),
            inner @ ..,
            Part::Event(Event::End(TagEnd::Paragraph)),
        ] if !inner
            .iter()
            .any(|part| matches!(part, Part::Event(Event::Start(Tag::Paragraph)))) =>
        {
            render(inner)
        }
        _ => render(parts),
    }
}

/// Whether a link may lead to an address.
pub(super) fn is_web(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| SCHEMES.contains(&url.scheme()))
}

fn only_language_classes<'a>(
    _element: &str,
    attribute: &str,
    value: &'a str,
) -> Option<Cow<'a, str>> {
    if attribute != "class" {
        return Some(value.into());
    }
    value.split_ascii_whitespace().find(|class| class.starts_with("language-")).map(Cow::from)
}

/// Turns parts into events of which the parser's own writer makes the HTML.
#[derive(Default)]
struct Writer<'a> {
    events: Vec<Event<'a>>,
    /// For every link that is begun, whether it is one in the HTML.
    links: Vec<bool>,
    alignments: &'a [Alignment],
    column: usize,
    in_head: bool,
}

impl<'a> Writer<'a> {
    fn add(&mut self, part: &'a Part<'a>) {
        match part {
            Part::Event(event) => self.event(event),
            Part::Markup(markup) => self.events.push(Event::InlineHtml(source(markup).into())),
            Part::Image { alt, url } => self.image(alt, url),
        }
    }

    fn event(&mut self, event: &'a Event<'a>) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let kept = *link_type == LinkType::Email || is_web(dest_url);
                self.links.push(kept);
                self.push_if(kept, event);
            }
            Event::End(TagEnd::Link) => {
                let kept = self.links.pop().unwrap_or_default();
                self.push_if(kept, event);
            }
            Event::Start(Tag::TableCell) => self.cell(),
            _ => {
                self.table(event);
                self.events.push(event.clone());
            }
        }
    }

    fn push_if(&mut self, wanted: bool, event: &Event<'a>) {
        self.events.extend(wanted.then(|| event.clone()));
    }

    fn image(&mut self, alt: &'a str, url: &'a str) {
        let text = Event::Text(if alt.trim().is_empty() { url } else { alt }.into());
        // A link cannot be inside another.
        if self.links.contains(&true) || !is_web(url) {
            self.events.push(text);
            return;
        }
        let link = Tag::Link {
            link_type: LinkType::Inline,
            dest_url: url.into(),
            title: "".into(),
            id: "".into(),
        };
        self.events.extend([Event::Start(link), text, Event::End(TagEnd::Link)]);
    }

    fn table(&mut self, event: &'a Event<'a>) {
        match event {
            Event::Start(Tag::Table(alignments)) => self.alignments = alignments,
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.column = 0;
                self.in_head = matches!(event, Event::Start(Tag::TableHead));
            }
            Event::End(TagEnd::TableCell) => self.column += 1,
            _ => {}
        }
    }

    /// Begins a cell; the parser's writer would align it with a style, which the sanitiser takes away.
    fn cell(&mut self) {
        let name = if self.in_head { "th" } else { "td" };
        let tag = match self.alignments.get(self.column) {
            Some(Alignment::Left) => format!("<{name} align=\"left\">"),
            Some(Alignment::Center) => format!("<{name} align=\"center\">"),
            Some(Alignment::Right) => format!("<{name} align=\"right\">"),
            Some(Alignment::None) | None => format!("<{name}>"),
        };
        self.events.push(Event::InlineHtml(tag.into()));
    }
}

/// Writes a harmless tag anew, so that no oddity of its source can matter.
fn source(markup: &Markup) -> String {
    if markup.closing {
        return format!("</{}>", markup.name);
    }
    let mut tag = format!("<{}", markup.name);
    for (name, value) in &markup.attributes {
        let value = value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        tag.push_str(&format!(" {name}=\"{value}\""));
    }
    tag.push('>');
    tag
}
