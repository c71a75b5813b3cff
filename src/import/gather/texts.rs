//! Questions that are texts alone, or beside their answers.

use crate::import::asking;
use crate::import::tree::Node;

/// Whether these are lists of a question and its answer each.
pub(super) fn are_pairs(items: &[Node]) -> bool {
    let text = |item: &Node, at: usize| {
        let pair = item.items();
        pair.get(at).and_then(|node| node.as_text()).filter(|_| pair.len() == 2).map(str::to_owned)
    };
    let side = |at| items.iter().map(|item| text(item, at)).collect::<Option<Vec<String>>>();
    let (Some(asked), Some(told)) = (side(0), side(1)) else { return false };
    let asks = |texts: &[String]| asks(texts.iter().map(|text| Some(text.as_str())));
    asks(&asked) && !asks(&told)
}

/// Whether most of the texts are questions, one of them by its mark, and there is nothing else but
/// texts.
pub(super) fn asks<'t>(texts: impl ExactSizeIterator<Item = Option<&'t str>>) -> bool {
    let count = texts.len();
    let (mut marked, mut asking) = (0, 0);
    for text in texts {
        let Some(text) = text else { return false };
        marked += usize::from(asking::asks_by_mark(text));
        asking += usize::from(asking::asks(text));
    }
    marked > 0 && asking * 2 >= count
}
