//! Documents: what they say, that they say the same again, and what they withhold.

use std::fmt::Write;

use crate::banks::MIXED;
use crate::harness::{Answer, App, ids, parse};

const FORMATS: &[(&str, &str)] = &[
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8; header=present"),
];

/// The ids of the bundled questions in the order in which a plain text has them.
fn order(bank: &[(String, String)], text: &str) -> Vec<String> {
    // A terminal's lines are wrapped.
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let place =
        |(id, _): &(String, String)| Some((flat.find(&format!(" min · {id} "))?, id.clone()));
    let mut found: Vec<(usize, String)> = bank.iter().filter_map(place).collect();
    found.sort();
    found.into_iter().map(|(_, id)| id).collect()
}

async fn bundled_ids(app: &App) -> Vec<(String, String)> {
    let all = app.json("/v1/questions?limit=100").await;
    let title = |item: &serde_json::Value| {
        (item["id"].as_str().unwrap().to_owned(), item["question"].as_str().unwrap().to_owned())
    };
    all["items"].as_array().unwrap().iter().map(title).collect()
}

/// The address at the foot of a plain text.
fn foot(text: &str) -> String {
    let line = text.lines().find_map(|line| line.strip_prefix("The same set again: "));
    let address = line.unwrap_or_else(|| panic!("{text}"));
    address.strip_prefix("http://bank.test").unwrap().to_owned()
}

#[tokio::test]
async fn every_collection_comes_in_every_format() {
    let app = App::with(MIXED).await;
    for (collection, query) in
        [("questions", ""), ("random", "?count=9&seed=a"), ("search", "?q=cache")]
    {
        for (format, media_type) in FORMATS {
            let target = format!("/v1/{collection}.{format}{query}");
            let answer = app.get(&target).await;
            assert_eq!(answer.status, 200, "{target}: {}", answer.text());
            assert_eq!(answer.header("content-type"), *media_type, "{target}");
            let name = format!("inline; filename=\"{collection}.{format}\"");
            assert_eq!(answer.header("content-disposition"), name, "{target}");
            assert!(answer.header("etag").starts_with("W/\""), "{target}");
            assert!(answer.text().contains("cache"), "{target}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn questions_come_as_lines_of_json_too() {
    let app = App::with(MIXED).await;
    let lines = app.get("/v1/questions.ndjson").await;
    assert_eq!(lines.header("content-type"), "application/x-ndjson");
    let list = app.json("/v1/questions").await;
    let objects: Vec<serde_json::Value> =
        lines.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(serde_json::Value::from(objects), list["items"]);
    assert_eq!(app.get("/v1/random.ndjson").await.status, 404);
}

#[tokio::test]
async fn questions_go_to_other_programs_in_their_formats() {
    let app = App::with(MIXED).await;
    for (format, media_type, file, shown) in [
        ("json", "application/json", "questions.json", "{\"items\": [\n{\"id\":"),
        ("toml", "application/toml", "questions.toml", "[[category]]\nid = \"web\"\n"),
        ("gift", "text/plain; charset=utf-8", "questions.gift", "$CATEGORY: web\n\n// [id:"),
        ("xml", "application/xml", "questions.xml", "<text>$course$/top/web</text>"),
        (
            "anki",
            "text/tab-separated-values; charset=utf-8",
            "questions.anki.txt",
            "#separator:tab\n#html:false\n",
        ),
    ] {
        let answer = app.get(&format!("/v1/questions.{format}")).await;
        assert_eq!(answer.status, 200, "{format}");
        assert_eq!(answer.header("content-type"), media_type, "{format}");
        let name = format!("inline; filename=\"{file}\"");
        assert_eq!(answer.header("content-disposition"), name, "{format}");
        assert!(answer.text().contains(shown), "{format}: {}", answer.text());
        assert_eq!(app.get(&format!("/v1/random.{format}")).await.status, 404, "{format}");
        let problem = app.get(&format!("/v1/questions.{format}?title=x")).await.problem(400);
        assert_eq!(problem["errors"][0]["parameter"], "title", "{format}");
    }
}

#[tokio::test]
async fn json_as_a_document_has_the_objects_of_the_list() {
    let app = App::with(MIXED).await;
    let document = app.json("/v1/questions.json?difficulty=hard,easy&sort=-number").await;
    let list = app.json("/v1/questions?difficulty=hard,easy&sort=-number").await;
    assert_eq!(document["items"], list["items"]);
    assert_eq!(app.json("/v1/questions.json?offset=1000").await["items"], serde_json::json!([]));
}

#[tokio::test]
async fn a_format_that_is_not_there_is_named_with_those_that_are() {
    let app = App::with(MIXED).await;
    let problem = app.get("/v1/questions.tx").await.problem(404);
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.contains(
            "`.txt`, `.md`, `.html`, `.csv`, `.ndjson`, `.json`, `.toml`, `.gift`, `.xml`, `.anki`"
        ),
        "{detail}"
    );
    assert!(detail.ends_with("Did you mean `.txt`?"), "{detail}");
}

#[tokio::test]
async fn what_a_format_has_no_place_for_is_refused() {
    let app = App::with(MIXED).await;
    for (target, parameter) in [
        ("/v1/questions.csv?title=x", "title"),
        ("/v1/questions.ndjson?date=2026-01-31", "date"),
        ("/v1/random.txt?bom=true", "bom"),
        ("/v1/questions.txt?date=tomorrow", "date"),
        ("/v1/questions.txt?limit=0", "limit"),
        ("/v1/questions.txt?facets=true", "facets"),
        ("/v1/search.txt", "q"),
    ] {
        assert_eq!(app.get(target).await.fault(400)["parameter"], parameter, "{target}");
    }
}

#[tokio::test]
async fn paper_and_key_have_the_same_numbers() {
    let app = App::bundled().await;
    let all = bundled_ids(&app).await;
    for format in ["txt", "md"] {
        let target = format!("/v1/random.{format}?count=12&seed=exam");
        let key = app.get(&target).await;
        let paper = app.get(&format!("{target}&answers=none")).await;
        let numbers = |answer: &Answer| -> Vec<String> {
            let mark = if format == "txt" { "" } else { "## " };
            let numbered = |line: &&str| {
                let rest = line.strip_prefix(mark).unwrap_or_default();
                rest.split_once('.').is_some_and(|(number, _)| number.parse::<u32>().is_ok())
            };
            answer.text().lines().filter(numbered).map(str::to_owned).collect()
        };
        assert_eq!(numbers(&paper).len(), 12, "{}", paper.text());
        assert_eq!(numbers(&paper), numbers(&key), "{format}");
        let drawn = ids(&app.json("/v1/random?count=12&seed=exam").await);
        if format == "txt" {
            assert_eq!(order(&all, paper.text()), drawn);
        }
    }
}

#[tokio::test]
async fn the_address_at_the_foot_gives_the_same_set_for_ever() {
    let app = App::bundled().await;
    let all = bundled_ids(&app).await;
    let drawn = app.get("/v1/random.txt?count=6&answers=none").await;
    assert_eq!(drawn.header("cache-control"), "no-store");
    assert_eq!(drawn.header("etag"), "");
    assert!(drawn.text().contains("\nSeed: made-up\n"), "{}", drawn.text());
    let again = app.get(&foot(drawn.text())).await;
    assert_eq!(again.status, 200, "{}", again.text());
    assert_eq!(order(&all, again.text()), order(&all, drawn.text()));
    assert_eq!(foot(again.text()), foot(drawn.text()), "a set names itself");
}

#[tokio::test]
async fn no_document_gives_an_answer_away() {
    let app = App::bundled().await;
    let bundle = qbank::seed::bundled().unwrap();
    // What tags mean is said in the open.
    let public = app.get("/v1/tags").await;
    for format in ["txt", "md", "html", "csv", "ndjson", "json", "toml", "gift", "xml", "anki"] {
        let paper = app.get(&format!("/v1/questions.{format}?answers=none")).await;
        let flat = |text: &str| {
            let plain = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&#x27;", "'");
            plain.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let shown = flat(paper.text());
        for question in &bundle.questions {
            let answer = question.answer.iter().flat_map(|text| text.as_str().lines());
            let secrets = answer
                .filter(|line| line.chars().count() > 40)
                .chain(question.key_points.iter().map(|text| text.as_str()))
                .chain(question.follow_ups.iter().map(|text| text.as_str()))
                .chain(question.references.iter().flat_map(|r| [r.title.as_str(), r.url.as_str()]));
            for secret in secrets {
                // Markup goes in some formats, so the longest run of plain words is looked for.
                let runs = secret.split(|c: char| !c.is_alphanumeric() && c != ' ');
                let run = runs.max_by_key(|run| run.len()).unwrap().trim();
                let told = question.question.as_str().contains(run) || public.text().contains(run);
                assert!(run.len() < 15 || told || !shown.contains(run), "{format}: {run}");
            }
        }
    }
}

#[tokio::test]
async fn title_and_day_are_printed_as_they_are_passed_in() {
    let app = App::with(MIXED).await;
    for format in ["txt", "md", "html"] {
        let target = format!("/v1/questions.{format}?title=R%26D%20%3Cteam%3E&date=2026-01-31");
        let answer = app.get(&target).await;
        let title = match format {
            "html" => "R&amp;D &lt;team&gt;",
            "md" => r"R\&D \<team\>",
            _ => "R&D <team>",
        };
        assert!(answer.text().contains(title), "{}", answer.text());
        assert!(answer.text().contains("2026-01-31"), "{format}");
    }
}

#[tokio::test]
async fn a_page_may_load_nothing_but_its_own_style() {
    let app = App::with(MIXED).await;
    let page = app.get("/v1/questions.html").await;
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    let text = page.text();
    assert!(!text.contains("<script") && !text.contains("src="), "{text}");
    assert_eq!(text.matches("<style>").count(), 1);
}

#[tokio::test]
async fn a_byte_order_mark_comes_only_where_it_is_asked_for() {
    let app = App::with(MIXED).await;
    assert!(app.get("/v1/questions.csv?bom=true").await.text().starts_with("\u{feff}id,number,"));
    assert!(app.get("/v1/questions.csv").await.text().starts_with("id,number,"));
}

#[tokio::test]
async fn a_part_of_a_collection_is_cut_by_limit_and_offset() {
    let app = App::bundled().await;
    let all = bundled_ids(&app).await;
    let part = app.get("/v1/questions.txt?limit=4&offset=3&answers=none&sort=-number").await;
    let expected: Vec<String> =
        all.iter().rev().skip(3).take(4).map(|(id, _)| id.clone()).collect();
    assert_eq!(order(&all, part.text()), expected);
}

/// As many questions as are sent piece by piece.
fn long_bank() -> String {
    let mut text = "[category]\nid = \"long\"\nname = \"Long\"\nnumber = 1\n".to_owned();
    for number in 1..=700 {
        let length = "word ".repeat(number % 90);
        write!(
            text,
            "[[question]]\nid = \"q{number}\"\nnumber = {number}\nquestion = \"Number {number}?\"\n\
             answer = \"About {number}: {length}\"\n"
        )
        .unwrap();
    }
    text
}

#[tokio::test]
async fn a_long_document_comes_whole_though_piece_by_piece() {
    let text = long_bank();
    let app = App::of(&parse(&[&text])).await;
    let lines = app.get("/v1/questions.ndjson").await;
    assert_eq!(lines.header("content-length"), "", "its length is not known before");
    assert_eq!(lines.text().lines().count(), 700);
    let numbers: Vec<i64> = lines
        .text()
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["number"].as_i64().unwrap()
        })
        .collect();
    assert_eq!(numbers, (1..=700).collect::<Vec<_>>());
    let tag = lines.header("etag").to_owned();
    assert_eq!(app.get("/v1/questions.ndjson").await.header("etag"), tag);
    let again = app.get_with("/v1/questions.ndjson", "if-none-match", &tag).await;
    assert_eq!((again.status.as_u16(), again.text()), (304, ""));
    assert_ne!(app.get("/v1/questions.ndjson?answers=none").await.header("etag"), tag);
}
