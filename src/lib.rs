#![doc = "test"]
pub mod model;
pub mod store;
