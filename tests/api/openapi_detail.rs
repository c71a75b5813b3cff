//! The OpenAPI document in detail: what it says of each parameter, field and header.

use serde_json::{Map, Value};

use crate::harness::App;

fn document() -> Value {
    serde_json::to_value(qbank::api::document()).unwrap()
}

/// Every parameter, as its operation and itself.
fn parameters() -> Vec<(String, Value)> {
    let document = document();
    let mut found = Vec::new();
    for item in document["paths"].as_object().unwrap().values() {
        let id = item["get"]["operationId"].as_str().unwrap();
        for parameter in item["get"]["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            found.push((format!("{id}: {name}"), parameter.clone()));
        }
    }
    found
}

/// Every property of every schema below `value`, with where it stands.
fn fields(value: &Value, place: &str, found: &mut Vec<(String, Value)>) {
    let Value::Object(object) = value else {
        return;
    };
    for (name, field) in object.get("properties").and_then(Value::as_object).into_iter().flatten() {
        found.push((format!("{place}/{name}"), field.clone()));
    }
    for (key, inner) in object {
        fields(inner, &format!("{place}/{key}"), found);
    }
}

fn every_field() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    fields(&document(), "#", &mut found);
    assert!(found.len() > 80, "{}", found.len());
    found
}

fn is_described(object: &Map<String, Value>) -> bool {
    object.get("description").and_then(Value::as_str).is_some_and(|text| text.len() > 3)
}

/// Whether a schema says which values of its type there are.
fn is_bounded(schema: &Value) -> bool {
    let has = |word: &str| schema.get(word).is_some();
    match schema["type"].as_str() {
        Some("boolean") => true,
        Some("integer") => has("minimum"),
        Some("array") => has("maxItems") && is_bounded(&schema["items"]),
        Some("string") => has("enum") || has("pattern") || has("maxLength") || has("format"),
        _ => false,
    }
}

#[test]
fn every_parameter_has_a_description_an_example_and_bounds() {
    let parameters = parameters();
    assert!(parameters.len() > 60);
    for (place, parameter) in parameters {
        assert!(is_described(parameter.as_object().unwrap()), "{place}");
        // Documentation pages fill in what stands beside the schema.
        let required = parameter["required"] == true;
        assert_eq!(parameter.get("example").is_some(), required, "{place}");
        assert_eq!(parameter["schema"].get("examples").is_some(), !required, "{place}");
        assert!(is_bounded(&parameter["schema"]), "{place}: {}", parameter["schema"]);
    }
}

#[test]
fn every_field_has_a_description_and_what_is_no_object_an_example() {
    for (place, field) in every_field() {
        let field = field.as_object().unwrap();
        assert!(is_described(field), "{place}");
        let refers = field.contains_key("$ref")
            || field.get("items").is_some_and(|items| items.get("$ref").is_some());
        let shows = field.contains_key("example") || field.contains_key("examples");
        assert!(refers || shows, "{place} has no example");
    }
}

#[test]
fn every_number_has_a_lower_bound() {
    for (place, field) in every_field() {
        if matches!(field["type"].as_str(), Some("integer" | "number")) {
            assert!(field.get("minimum").is_some(), "{place}");
        }
    }
}

#[test]
fn every_name_has_its_pattern() {
    let names = ["id", "category", "next_cursor", "language", "url", "request_id"];
    let mut count = 0;
    for (place, field) in every_field() {
        let name = place.rsplit('/').next().unwrap();
        if names.contains(&name) && field["type"] == "string" {
            assert!(field["pattern"].as_str().is_some_and(|text| text.starts_with('^')), "{place}");
            count += 1;
        }
    }
    assert!(count >= 7, "{count}");
}

#[test]
fn every_operation_has_the_answers_that_every_layer_gives() {
    let document = document();
    for item in document["paths"].as_object().unwrap().values() {
        let operation = &item["get"];
        let id = operation["operationId"].as_str().unwrap();
        let health = ["get_liveness", "get_readiness", "get_metrics"].contains(&id);
        let busy = ["304", "429", "503"].into_iter().filter(|_| !health);
        for status in ["200", "400", "414", "default"].into_iter().chain(busy) {
            assert!(operation["responses"].get(status).is_some(), "{id}: {status}");
        }
        let json =
            operation["tags"][0] == "questions" || operation["tags"][0] == "categories and tags";
        assert_eq!(operation["responses"].get("406").is_some(), json, "{id}: 406");
    }
}

#[test]
fn every_header_has_a_description_an_example_and_a_pattern() {
    let document = document();
    let shared = document["components"]["responses"].as_object().unwrap().values();
    let own = document["paths"].as_object().unwrap().values();
    let own = own.map(|item| &item["get"]["responses"]["200"]);
    for response in shared.chain(own) {
        for (name, header) in response["headers"].as_object().unwrap() {
            assert!(is_described(header.as_object().unwrap()), "{name}");
            assert!(header["example"].is_string(), "{name}");
            assert!(header["schema"]["pattern"].is_string(), "{name}");
        }
        assert!(response["headers"]["X-Request-Id"].is_object(), "{response}");
    }
}

#[test]
fn no_text_of_the_yaml_is_taken_for_a_date() {
    let yaml = qbank::api::openapi::yaml(qbank::api::document()).unwrap();
    let dates: Vec<&str> = yaml.lines().filter(|line| line.contains(" 2026-")).collect();
    assert!(dates.is_empty(), "{dates:?}");
    assert!(yaml.contains("- '2026-01-31'\n"));
    assert!(yaml.contains("example: '2026-11-25T09:00:00Z'\n"));
}

#[tokio::test]
async fn a_default_may_be_sent_beside_every_other_parameter() {
    let app = App::bundled().await;
    let mut count = 0;
    for (place, parameter) in parameters() {
        let default = &parameter["schema"]["default"];
        if default.is_null() {
            continue;
        }
        // Clients that were generated from the document send it, and nothing may change by that.
        let default = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        let name = parameter["name"].as_str().unwrap();
        for target in [
            "/v1/questions?ids=closure,orm-pitfalls",
            "/v1/random?seed=a&mix=easy:2",
            "/v1/random?seed=a&minutes=30",
            "/v1/random?seed=a&count=4&balance=category",
            "/v1/search?q=cache",
        ] {
            let answer = app.get(&format!("{target}&{name}={default}")).await;
            let taken = answer.status == 200;
            if taken {
                assert_eq!(answer.json()["items"], app.json(target).await["items"], "{place}");
                count += 1;
            }
            let problem = answer.text();
            assert!(taken || problem.contains("this path has no parameter"), "{place}: {problem}");
        }
    }
    assert!(count > 10, "{count}");
}
