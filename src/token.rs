//! Short random texts, for what need not be repeated: ids of requests, seeds nobody chose.

/// Letters and digits that are not mistaken for one another (Crockford's base 32, lower case).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 10;

/// Ten letters and digits, which is 50 random bits.
///
/// ```
/// assert_eq!(qbank::token::token().len(), 10);
/// assert_ne!(qbank::token::token(), qbank::token::token());
/// ```
pub fn token() -> String {
    let mut bits: u64 = rand::random();
    let mut next = || {
        let letter = ALPHABET[(bits & 31) as usize];
        bits >>= 5;
        char::from(letter)
    };
    (0..LENGTH).map(|_| next()).collect()
}
