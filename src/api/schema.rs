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
    parameter(name, description, example, schema).build()
}

/// A parameter of the query that must be there.
pub fn required(
    name: &str,
    description: &str,
    example: impl Into<serde_json::Value>,
    schema: impl Into<RefOr<Schema>>,
) -> Parameter {
    parameter(name, description, example, schema).required(Required::True).build()
}

/// A variable part of the path.
pub fn path(
    name: &str,
    description: &str,
    example: &str,
    schema: impl Into<RefOr<Schema>>,
) -> Parameter {
    let parameter = parameter(name, description, example, schema);
    parameter.parameter_in(ParameterIn::Path).required(Required::True).build()
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
    parameter(name, description, vec![example], array)
        .style(Some(ParameterStyle::Form))
        .explode(Some(true))
        .build()
}

fn parameter(
    name: &str,
    description: &str,
    example: impl Into<serde_json::Value>,
    schema: impl Into<RefOr<Schema>>,
) -> ParameterBuilder {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(description))
        .example(Some(example.into()))
        .schema(Some(schema))
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

/// A value of a closed set that is taken where none is given.
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
