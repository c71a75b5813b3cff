//! Which id was meant, in banks large and small.

use qbank::bank::Bank;
use qbank::bank::filter::Named;

use crate::banks::{Sketch, bank};

fn meant(bank: &Bank, value: &str) -> Option<String> {
    bank.unknown(Named::Question, value).nearest
}

#[test]
fn a_small_bank_forgives_several_slips() {
    let small = bank(&[Sketch::default(); 2_000]);
    assert_eq!(meant(&small, "q12y4"), Some("q124".to_owned()));
    assert_eq!(meant(&small, "q-1999-x"), None);
}

#[test]
fn a_large_bank_forgives_one_slip_of_any_kind() {
    let large = bank(&[Sketch::default(); 20_001]);
    for (value, id) in [
        ("2q0000", "q20000"),
        ("q1234x5", "q12345"),
        ("20000", "q20000"),
        ("p19999", "q19999"),
        ("Q19-99", "q1999"),
    ] {
        assert_eq!(meant(&large, value), Some(id.to_owned()), "{value}");
    }
    for value in ["x-19999", "", "ä19999", &"q".repeat(9_000)] {
        assert_eq!(meant(&large, value), None, "{value}");
    }
}
