//! The read model by itself: no HTTP, no database.

#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a test that cannot go on is a failed test, in its helpers too; counts are small"
)]

mod banks;
mod draws;
mod nearest;
mod shares;
mod uniformity;
