//! What says of a text that it asks, whichever script it is in.

/// How questions begin that do not end in a question mark.
const ASKING: &str = "what, what's, whats, which, who, whom, whose, when, where, why, how, is, are, was, do, \
    does, did, can, could, should, would, will, may, has, have, explain, describe, define, \
    compare, name, list, give, tell, write, discuss, differentiate, difference, differences, \
    implement, create, mention, state, qué, cuál, cuáles, cómo, cuándo, dónde, quién, por, \
    explica, explique, qual, quais, como, quando, onde, quem, o, wie, warum, wann, wo, wer, \
    welche, welcher, welches, erkläre, erklären, nenne, beschreibe, qu'est-ce, quel, quelle, \
    quels, quelles, comment, pourquoi, quand, où, expliquez, cosa, che, quale, quali, come, \
    perché, что, как, какой, какая, какие, каким, чем, почему, зачем, когда, где, кто, для, \
    в, расскажите, объясните, опишите, перечислите, назовите, що, як, чому, co, jak, \
    dlaczego, czym, ne, nedir, nasıl, neden, apa, bagaimana, mengapa, ما, كيف, لماذا, متى, \
    هل, اشرح";

/// The same where words are not parted by blanks.
const ASKING_ANYWHERE: &str =
    "什么, 什麼, 如何, 怎么, 怎麼, 怎样, 为什么, 為什麼, 哪些, 说说, 简述, 何, どう, なぜ";

/// Whether a text asks: by its mark or by its first word.
pub(super) fn asks(text: &str) -> bool {
    if asks_by_mark(text) {
        return true;
    }
    let lower = text.trim().to_lowercase();
    let ends = |c: char| c.is_whitespace() || c == ',' || c == ':';
    let mut words = lower.trim_start_matches(|c: char| !c.is_alphanumeric()).split(ends);
    let first = words.next().unwrap_or_default();
    (words.next().is_some() && ASKING.split(", ").any(|word| word == first))
        || ASKING_ANYWHERE.split(", ").any(|word| lower.contains(word))
}

/// Whether a text ends as questions do.
pub(super) fn asks_by_mark(text: &str) -> bool {
    ends_in_question_mark(text) || is_greek_question(text)
}

/// Whether a text ends in a question mark of any script.
pub(super) fn ends_in_question_mark(text: &str) -> bool {
    let end = |c: char| !(c.is_alphanumeric() || is_question_mark(c));
    text.trim_end_matches(end).ends_with(is_question_mark)
}

/// A question mark of any script; the Greek one looks like a semicolon and has a code of its own.
fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '\u{37e}' | '⸮' | '՞' | '፧' | '¿' | '⁇' | '⁈' | '︖' | '﹖')
}

/// In Greek a semicolon asks.
fn is_greek_question(text: &str) -> bool {
    text.trim_end().ends_with(';') && text.contains(|c| ('\u{370}'..='\u{3ff}').contains(&c))
}
