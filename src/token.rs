//! Short random texts, for what need not be repeated: ids of requests, seeds nobody chose.

/// Letters and digits that are not mistaken for one another (Crockford's base 32, lower case).
const ALPHABET: &str = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 10;

/// Ten letters and digits, which is 50 random bits.
///
/// ```
/// assert_eq!(qbank::token::token().len(), 10);
/// assert_ne!(qbank::token::token(), qbank::token::token());
/// ```
pub fn token() -> String {
    let alphabet: Vec<char> = ALPHABET.chars().collect();
    let mut bits: u64 = rand::random();
    let mut next = || {
        let place = usize::try_from(bits % 32).unwrap_or_default();
        bits /= 32;
        alphabet[place]
    };
    (0..LENGTH).map(|_| next()).collect()
}
