//! The read model by itself: no HTTP, no database.

mod banks;
mod draws;
mod shares;
mod uniformity;
