//! Words that mean the same.

/// Terms of one or several words: whoever searches for one of `from` also finds those of `to`.
///
/// A group of which every term finds the others has the same terms on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymGroup {
    /// What is searched for.
    pub from: Vec<String>,
    /// What is found besides.
    pub to: Vec<String>,
}
