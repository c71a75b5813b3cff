//! Breaks lines of prose by the columns that they take on a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What tells an address, which is never broken so that it can still be clicked and copied.
const ADDRESS: &str = "://";

/// Breaks a line into several of at most `width` columns.
///
/// Words of ASCII stay whole, since a path, a flag or a name in code would no longer be one; other
/// scripts break where Unicode allows it. Only a word that is wider than a whole line is cut.
pub(super) fn wrap(line: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut current, mut used) = (String::new(), 0);
    for (gap, word) in words(line) {
        for (index, piece) in pieces(word, width).into_iter().enumerate() {
            let gap = if index == 0 { gap } else { 0 };
            let wide = piece.width();
            if used > 0 && used + gap + wide > width {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            let gap = if used == 0 { 0 } else { gap };
            current.extend(std::iter::repeat_n(' ', gap));
            current.push_str(piece);
            used += gap + wide;
        }
    }
    lines.push(current);
    lines
}

/// The words of a line, each with the width of the white space before it.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut gap = 0;
    line.split([' ', '\t', '\n', '\r']).filter_map(move |word| {
        gap += 1;
        (!word.is_empty()).then(|| (std::mem::take(&mut gap), word))
    })
}

/// The parts of a word between which a line may end.
fn pieces(word: &str, width: usize) -> Vec<&str> {
    let whole = word.contains(ADDRESS) || word.is_ascii() && word.len() <= width;
    if whole {
        return vec![word];
    }
    let mut start = 0;
    let breakable = unicode_linebreak::linebreaks(word).map(|(end, _)| {
        let piece = &word[start..end];
        start = end;
        piece
    });
    breakable.flat_map(|piece| cut(piece, width)).collect()
}

/// Cuts between whole characters as a reader sees them, however many code points they have.
fn cut(piece: &str, width: usize) -> Vec<&str> {
    if piece.width() <= width {
        return vec![piece];
    }
    let (mut cuts, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, character) in piece.grapheme_indices(true) {
        let wide = character.width();
        if used > 0 && used + wide > width {
            cuts.push(&piece[start..at]);
            (start, used) = (at, 0);
        }
        used += wide;
    }
    cuts.push(&piece[start..]);
    cuts
}
