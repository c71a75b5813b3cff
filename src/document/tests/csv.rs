use super::*;

const HEADER: &str = "id,number,category,kind,question,options,answered,answer,key_points,follow_ups,\
                      difficulty,minutes,language,tags,references,origin,created_at,updated_at\r\n";

/// The cells of every record, the header first.
pub(super) fn read(csv: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn cell(record: &[String], column: &str) -> String {
    let index = HEADER.trim_end().split(',').position(|name| name == column).unwrap();
    record[index].clone()
}

#[test]
fn csv_has_a_record_a_question_under_a_header() {
    let csv = document(Format::Csv, about(Answers::Markdown), &[question()]);
    let record = "index-basics,7,database,open,\"What is an *index*?\n\nSee:\n\n```sql\nSELECT  1;\n```\",,\
                  true,A structure that finds rows.,\"Finds rows\nCosts writes\",When not?,hard,8,en,\
                  \"c++, sql\",Manual <https://example.org/m>,bundled,2026-11-25T09:00:00Z,\
                  2026-11-26T09:00:00Z\r\n";
    assert_eq!(csv, format!("{HEADER}{record}"));
}

#[test]
fn csv_columns_are_the_fields_of_the_question_object_in_their_order() {
    let json = document(
        Format::Ndjson,
        about(Answers::Markdown),
        &[Question { answer: Some(text("x")), ..choice() }],
    );
    let mut at = 0;
    for column in HEADER.trim_end().split(',') {
        let place = json.find(&format!("\"{column}\":")).unwrap();
        assert!(place >= at, "{column}");
        at = place;
    }
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(object.len(), HEADER.split(',').count());
}

#[test]
fn csv_marks_the_right_options_only_where_answers_are_shown() {
    let options = |answers| {
        let records = read(&document(Format::Csv, about(answers), &[choice()]));
        (cell(&records[1], "options"), cell(&records[1], "kind"))
    };
    assert_eq!(options(Answers::Markdown).0, "[ ] `one`\n[x] two\n[x] three");
    assert_eq!(options(Answers::Html).0, "[ ] <code>one</code>\n[x] two\n[x] three");
    assert_eq!(
        options(Answers::None),
        ("[ ] `one`\n[ ] two\n[ ] three".to_owned(), "choice".to_owned())
    );
}

#[test]
fn csv_leaves_withheld_cells_empty() {
    let records = read(&document(Format::Csv, about(Answers::None), &[question()]));
    for column in ["answer", "key_points", "follow_ups", "references"] {
        assert_eq!(cell(&records[1], column), "", "{column}");
    }
    assert_eq!(cell(&records[1], "answered"), "true");
}

#[test]
fn csv_keeps_awkward_text_byte_for_byte() {
    let records = read(&document(Format::Csv, about(Answers::Markdown), &[awkward()]));
    for column in ["question", "key_points", "follow_ups"] {
        assert_eq!(cell(&records[1], column), AWKWARD);
    }
    assert_eq!(cell(&records[1], "answer"), awkward().answer.unwrap().as_str());
    assert_eq!(cell(&records[1], "references"), format!("{AWKWARD} <javascript:alert(1)>"));
}

#[test]
fn csv_cells_hold_what_answers_asks_for() {
    let answer =
        |answers| cell(&read(&document(Format::Csv, about(answers), &[awkward()]))[1], "question");
    assert!(answer(Answers::Text).starts_with("It's \"25 °C\" & a < b: <head>, <div>, <, x"));
    assert!(
        answer(Answers::Html)
            .contains("&amp; <code>a &lt; b</code>: &lt;head&gt;, &lt;div&gt;, &lt;, x and")
    );
}

#[test]
fn csv_keeps_what_looks_like_a_formula() {
    for words in ["=1+1", "+1", "-1", "@SUM(A1)"] {
        let question = Question { question: text(words), ..question() };
        let records = read(&document(Format::Csv, about(Answers::Markdown), &[question]));
        assert_eq!(cell(&records[1], "question"), words);
    }
}

#[test]
fn csv_has_a_byte_order_mark_only_when_asked() {
    let about = About { bom: true, ..about(Answers::Markdown) };
    for (format, marked) in [(Format::Csv, true), (Format::Text, false), (Format::Ndjson, false)] {
        let document = document(format, about.clone(), &[question()]);
        assert_eq!(document.starts_with('\u{feff}'), marked, "{format:?}");
    }
    assert_eq!(document(Format::Csv, about, &[]), format!("\u{feff}{HEADER}"));
}

#[test]
fn ndjson_is_the_question_object_a_line() {
    let (questions, answers) = ([awkward(), question()], Answers::Markdown);
    let lines = document(Format::Ndjson, draw(answers), &questions);
    let objects = questions.iter().map(|question| {
        format!("{}\n", crate::bank::view::QuestionView::new(question.clone(), answers).to_json())
    });
    assert_eq!(lines, objects.collect::<String>());
    let object: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(object["question"], AWKWARD);
    assert_eq!(document(Format::Ndjson, about(answers), &[]), "");
}
