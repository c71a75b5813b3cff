//! The OpenAPI document: that it is what is committed, and what the service does.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Map, Value};

use crate::banks::MIXED;
use crate::harness::App;

fn document() -> Value {
    serde_json::to_value(qbank::api::document()).unwrap()
}

struct Operation {
    path: String,
    method: String,
    body: Value,
}

impl Operation {
    /// The names of its parameters of the query.
    fn query(&self) -> BTreeSet<String> {
        let parameters = self.body["parameters"].as_array().cloned().unwrap_or_default();
        let query = parameters.iter().filter(|parameter| parameter["in"] == "query");
        query.map(|parameter| parameter["name"].as_str().unwrap().to_owned()).collect()
    }

    /// An address of it, with the examples of the document in its path.
    fn target(&self) -> String {
        let parameters = self.body["parameters"].as_array().cloned().unwrap_or_default();
        let variable = parameters.iter().find(|parameter| parameter["in"] == "path");
        let Some(variable) = variable else {
            return self.path.clone();
        };
        let name = format!("{{{}}}", variable["name"].as_str().unwrap());
        self.path.replace(&name, variable["example"].as_str().unwrap())
    }
}

fn operations() -> Vec<Operation> {
    let document = document();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, body) in item.as_object().unwrap() {
            operations.push(Operation {
                path: path.clone(),
                method: method.to_uppercase(),
                body: body.clone(),
            });
        }
    }
    operations
}

/// Every object in the document, with where it stands.
fn objects(value: &Value, place: &str, found: &mut Vec<(String, Map<String, Value>)>) {
    match value {
        Value::Object(object) => {
            found.push((place.to_owned(), object.clone()));
            for (key, inner) in object {
                objects(inner, &format!("{place}/{key}"), found);
            }
        }
        Value::Array(array) => {
            for (index, inner) in array.iter().enumerate() {
                objects(inner, &format!("{place}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn every_object() -> Vec<(String, Map<String, Value>)> {
    let mut found = Vec::new();
    objects(&document(), "#", &mut found);
    found
}

#[test]
fn the_committed_document_is_the_one_that_is_served() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.yaml");
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    let current = qbank::api::openapi::yaml(qbank::api::document()).unwrap();
    let differs = committed.lines().zip(current.lines()).position(|(old, new)| old != new);
    assert!(
        committed == current,
        "`openapi.yaml` is not what the program prints (first difference in line {}); write it \
         anew with `cargo run -- openapi > openapi.yaml`",
        differs.unwrap_or(committed.lines().count().min(current.lines().count())) + 1,
    );
}

#[tokio::test]
async fn the_document_is_served_as_json_and_as_yaml() {
    let app = App::with(MIXED).await;
    assert_eq!(app.json("/openapi.json").await, document());
    let yaml = app.get("/openapi.yaml").await;
    assert_eq!(yaml.header("content-type"), "application/yaml");
    assert_eq!(yaml.text(), qbank::api::openapi::yaml(qbank::api::document()).unwrap());
}

#[test]
fn the_document_has_every_path_of_the_service() {
    let paths: BTreeSet<String> =
        operations().into_iter().map(|operation| operation.path).collect();
    for path in [
        "/v1/questions",
        "/v1/questions/{id}",
        "/v1/random",
        "/v1/search",
        "/v1/categories",
        "/v1/categories/{id}",
        "/v1/tags",
        "/openapi.json",
        "/openapi.yaml",
        "/problems/{name}",
        "/livez",
        "/readyz",
        "/metrics",
    ] {
        assert!(paths.contains(path), "{path}");
    }
}

#[tokio::test]
async fn a_path_answers_405_to_every_method_that_the_document_does_not_have() {
    let app = App::bundled().await;
    let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"];
    let operations = operations();
    let paths: BTreeSet<String> = operations.iter().map(Operation::target).collect();
    assert!(paths.len() > 10);
    for path in paths {
        let documented: Vec<&str> = operations
            .iter()
            .filter(|operation| operation.target() == path)
            .map(|operation| operation.method.as_str())
            .collect();
        for method in methods {
            let answer = app.method(Method::from_bytes(method.as_bytes()).unwrap(), &path).await;
            let refused = answer.status == 405;
            assert_eq!(refused, !documented.contains(&method), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn every_documented_parameter_is_read_by_its_handler() {
    let app = App::bundled().await;
    for operation in operations() {
        for name in operation.query() {
            let answer = app.get(&format!("{}?{name}=", operation.target())).await;
            let problem = answer.problem(400);
            let errors = problem["errors"].as_array().unwrap();
            let about = errors.iter().find(|error| error["parameter"] == name.as_str());
            let detail = about.unwrap_or_else(|| panic!("{problem}"))["detail"].to_string();
            assert!(detail.contains("it is empty"), "{}: {detail}", answer.target);
        }
    }
}

#[tokio::test]
async fn every_parameter_that_a_handler_reads_is_documented() {
    let app = App::bundled().await;
    for operation in operations() {
        let answer = app.get(&format!("{}?no-such-parameter=1", operation.target())).await;
        let problem = answer.problem(400);
        let errors = problem["errors"].as_array().unwrap();
        let about = errors.iter().find(|error| error["parameter"] == "no-such-parameter");
        let allowed = about.unwrap()["allowed"].as_array().cloned().unwrap_or_default();
        let known = allowed.iter().map(|name| name.as_str().unwrap().to_owned());
        assert_eq!(known.collect::<BTreeSet<_>>(), operation.query(), "{}", answer.target);
        assert_eq!(allowed.len(), operation.query().len(), "{}", answer.target);
    }
}

#[tokio::test]
async fn every_example_of_a_parameter_is_taken() {
    let app = App::bundled().await;
    for operation in operations() {
        for parameter in operation.body["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            assert!(!parameter["description"].as_str().unwrap().is_empty(), "{name}");
            if parameter["in"] == "path" {
                continue;
            }
            let optional = &parameter["schema"]["examples"][0];
            let example = if optional.is_null() { &parameter["example"] } else { optional };
            let example = match example {
                Value::Array(values) => values[0].as_str().unwrap().to_owned(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let example = example.replace('+', "%2B").replace(' ', "%20");
            let search =
                if operation.path.starts_with("/v1/search") && name != "q" { "q=x&" } else { "" };
            // A cursor of the default order does.
            let path = operation.target();
            let path = if name == "bom" { path.replace(".txt", ".csv") } else { path };
            let target = format!("{path}?{search}{name}={example}");
            let is_cursor_of_a_list = name == "cursor" && operation.path != "/v1/questions";
            if !is_cursor_of_a_list {
                assert_eq!(app.get(&target).await.status, 200, "{target}");
            }
        }
    }
}

#[test]
fn every_operation_says_what_it_is() {
    let verbs = ["list", "get", "draw", "search"];
    let mut ids = BTreeSet::new();
    for operation in operations() {
        let Operation { path, body, .. } = &operation;
        let id = body["operationId"].as_str().unwrap_or_else(|| panic!("{path}")).to_owned();
        let (verb, noun) = id.split_once('_').unwrap();
        assert!(verbs.contains(&verb), "{id}");
        assert!(noun.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{id}");
        for field in ["summary", "description"] {
            assert!(body[field].as_str().is_some_and(|text| text.len() > 5), "{id}: {field}");
        }
        assert_eq!(body["tags"].as_array().unwrap().len(), 1, "{id}");
        assert!(ids.insert(id.clone()), "{id} is not unique");
    }
}

#[test]
fn every_tag_of_an_operation_is_described() {
    let document = document();
    let described: BTreeSet<&str> = document["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| {
            assert!(!tag["description"].as_str().unwrap().is_empty());
            tag["name"].as_str().unwrap()
        })
        .collect();
    for operation in operations() {
        assert!(described.contains(operation.body["tags"][0].as_str().unwrap()));
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let mut count = 0;
    for (place, object) in every_object() {
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{place}: {reference}");
            count += 1;
        }
    }
    assert!(count > 20);
}

#[test]
fn every_response_is_described() {
    let document = document();
    let shared = document["components"]["responses"].as_object().unwrap();
    assert!(shared.values().all(|response| response["description"].is_string()));
    for operation in operations() {
        for (status, response) in operation.body["responses"].as_object().unwrap() {
            let described = response["description"].as_str().is_some_and(|text| !text.is_empty());
            let shared = response["$ref"].is_string();
            assert!(described || shared, "{} {status}", operation.path);
        }
    }
}

#[test]
fn no_schema_has_what_client_generators_break_on() {
    for (place, object) in every_object() {
        for word in ["oneOf", "discriminator", "nullable"] {
            assert!(!object.contains_key(word), "{place}: {word}");
        }
        let unsigned =
            matches!(object.get("format").and_then(Value::as_str), Some("uint64" | "uint32"));
        assert!(!unsigned, "{place}");
        if let Some(kind) = object.get("type").filter(|_| !place.ends_with("/properties")) {
            assert!(kind.is_string() && kind != "null", "{place}: type {kind}");
        }
        let writes_const = object.contains_key("const") && !object.contains_key("type");
        assert!(!writes_const, "{place}: const without type");
    }
}
