//! Our own extractors, whose refusals are problem documents.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;

use super::address::Address;
use super::params::{Params, is_broken};
use super::problem::Problem;

/// A request type that is read from the parameters of a query.
pub trait FromParams: Sized {
    /// Reads every parameter that the type has. Refusals are noted in `params`, and then the value
    /// returned is thrown away.
    fn from_params(params: &mut Params) -> Self;
}

/// The query of a request, read strictly, and the address that it came by.
pub struct Query<T>(pub T, pub Address);

impl<S: Sync, T: FromParams> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut params = Params::parse(parts.uri.query().unwrap_or_default())?;
        let request = T::from_params(&mut params);
        let pairs = params.finish()?;
        Ok(Self(request, Address { path: parts.uri.path().to_owned(), pairs }))
    }
}

/// A path that takes no parameters.
pub struct NoParams;

impl FromParams for NoParams {
    fn from_params(_: &mut Params) -> Self {
        Self
    }
}

/// The one variable part of a path, decoded.
pub struct Path<T>(pub T);

impl<S: Send + Sync> FromRequestParts<S> for Path<String> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let broken = || {
            let detail = "The percent-encoding of the path is broken: write `%` with two \
                          hexadecimal digits, which make UTF-8.";
            Problem::plain(StatusCode::BAD_REQUEST, detail)
        };
        if is_broken(parts.uri.path()) {
            return Err(broken());
        }
        let params = params.map_err(|_| broken())?;
        let (_, value) = params.iter().next().ok_or_else(broken)?;
        Ok(Self(value.to_owned()))
    }
}
