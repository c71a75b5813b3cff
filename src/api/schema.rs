//! Building blocks of the OpenAPI document, for what no derive can say.

use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle};
use utoipa::openapi::schema::{
    Array, ArrayBuilder, ArrayItems, KnownFormat, Object, ObjectBuilder, Schema, SchemaFormat, Type,
};
use utoipa::openapi::{RefOr, Required};

use super::params::MOST_VALUES;
use crate::model::{Closed, MAX_NAME};

/// An optional parameter of the query.
pub fn query(
    name: &str,
    description: &str,
    example: impl Into<serde_json::Value>,
    schema: impl Into<RefOr<Schema>>,
) -> Parameter {
    parameter(name, description).schema(Some(showing(schema, example.into()))).build()
}

/// A parameter of the query that must be there.
pub fn required(
    name: &str,
    description: &str,
    example: impl Into<serde_json::Value>,
    schema: impl Into<RefOr<Schema>>,
) -> Parameter {
    let parameter = parameter(name, description).required(Required::True);
    parameter.example(Some(example.into())).schema(Some(schema)).build()
}

/// A variable part of the path.
pub fn path(
    name: &str,
    description: &str,
    example: &str,
    schema: impl Into<RefOr<Schema>>,
) -> Parameter {
    let parameter = parameter(name, description).required(Required::True);
    let parameter = parameter.parameter_in(ParameterIn::Path);
    parameter.example(Some(example.into())).schema(Some(schema)).build()
}

/// An optional parameter of the query that takes several values.
pub fn list(
    name: &str,
    description: &str,
    example: &str,
    items: impl Into<RefOr<Schema>>,
) -> Parameter {
    let array: Array = ArrayBuilder::new()
        .items(ArrayItems::RefOrSchema(Box::new(items.into())))
        .min_items(Some(1))
        .max_items(Some(MOST_VALUES))
        .build();
    let schema = showing(array, vec![example].into());
    parameter(name, description)
        .schema(Some(schema))
        .style(Some(ParameterStyle::Form))
        .explode(Some(true))
        .build()
}

fn parameter(name: &str, description: &str) -> ParameterBuilder {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(description))
}

/// A schema with an example of its values. That of an optional parameter stands there and not beside
/// the schema, since documentation pages fill in what stands beside it, and not all parameters go
/// together.
fn showing(schema: impl Into<RefOr<Schema>>, example: serde_json::Value) -> RefOr<Schema> {
    let mut schema = schema.into();
    match &mut schema {
        RefOr::T(Schema::Object(object)) => object.examples = vec![example],
        RefOr::T(Schema::Array(array)) => array.examples = vec![example],
        _ => {}
    }
    schema
}

/// A text of 1 to `longest` characters.
pub fn text(longest: usize) -> Object {
    string().min_length(Some(1)).max_length(Some(longest)).build()
}

/// A text that matches a pattern.
pub fn pattern(pattern: &str) -> Object {
    string().pattern(Some(pattern)).build()
}

/// One name of a list, which has commas between its names.
pub fn name() -> Object {
    bounded("^[^,]+$", MAX_NAME)
}

/// A text of 1 to `longest` characters that matches a pattern.
pub fn bounded(pattern: &str, longest: usize) -> Object {
    string().pattern(Some(pattern)).min_length(Some(1)).max_length(Some(longest)).build()
}

/// A value of a closed set.
pub fn closed<T: Closed>() -> Object {
    string().enum_values(Some(T::names())).build()
}

/// One of some texts.
pub fn one_of<'a>(texts: impl Iterator<Item = &'a str>) -> Object {
    string().enum_values(Some(texts)).build()
}

/// A value of a closed set, with the one that is taken where none is given.
///
/// Clients that were generated from the document send a default, so only what holds beside every
/// other parameter may be one.
pub fn closed_or<T: Closed>(default: T) -> Object {
    string().enum_values(Some(T::names())).default(Some(default.name().into())).build()
}

/// A time as RFC 3339 writes it.
pub fn time() -> Object {
    string().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime))).build()
}

/// A day as RFC 3339 writes it.
pub fn date() -> Object {
    string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).build()
}

/// `true` or `false`.
pub fn flag() -> Object {
    ObjectBuilder::new().schema_type(Type::Boolean).build()
}

/// A whole number within bounds, with the value that is taken where none is given.
pub fn whole(least: i64, most: Option<i64>, default: Option<i64>) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
        .minimum(Some(least))
        .maximum(most)
        .default(default.map(Into::into))
        .build()
}

fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}
