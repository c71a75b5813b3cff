//! The words that tell the parts of a bank apart, in the languages of banks that are about.

pub(super) use crate::import::asking::{asks, ends_in_question_mark};

/// What heads an answer.
const ANSWER: &str = "answer, answers, ans, a, solution, the answer, correct answer, correct answers, \
    right answer, right answers, correct option, correct options, correct choice, answer key, view \
    answer, show answer, see answer, answer and explanation, answer & explanation, reveal \
    answer, view solution, show solution, click to see the answer, click to view answer, \
    click here to see the answer, click to expand, click to reveal, expand, respuesta, ver \
    respuesta, solución, resposta, ver resposta, solução, antwort, lösung, antwort anzeigen, \
    réponse, voir la réponse, risposta, soluzione, ответ, показать ответ, решение, \
    відповідь, odpowiedź, cevap, jawaban, antwoord, đáp án, 답, 정답, 答案, 查看答案, 答, 回答, 解答, \
    参考答案, 解析, الجواب, الاجابة, الإجابة, الإجابه, pôrgjigjja, përgjigja, odgovor, raspuns, \
    răspuns, คำตอบ";

/// What heads a question on a line of its own or in front of one.
const QUESTION: &str = "question, q, ques, qn, pregunta, pergunta, questão, frage, domanda, вопрос, питання, \
    pytanie, soru, pertanyaan, 问题, 問題, 问, 問, 題目, 题目, 質問, 질문, 문제, سؤال, السؤال, câu hỏi";

/// What heads a list of what a good answer mentions.
const KEY_POINTS: &str =
    "key points, good to hear, what to look for, key takeaways, points to mention";
/// What heads a list of what to ask next.
const FOLLOW_UPS: &str = "follow-ups, follow ups, follow-up, follow-up questions, follow up questions, followup \
    questions, follow up";
/// What heads links to read on.
const REFERENCES: &str = "references, reference, additional links, links, further reading, resources, sources, \
    source, read more, see also, learn more, referencias, referências, enlaces, quellen, \
    ссылки, источники, источник, 参考, 参考资料, 参考链接";

/// What ends a bank: it and all below it are no part of a question.
const TAILS: &str = "license, licence, disclaimer, contributors, contributing, contribution, contribute, \
    contributions, how to contribute, credits, acknowledgements, acknowledgments, \
    references, support, donate, donations, sponsors, author, authors, about the author, \
    contact, stargazers, star history, licencia, licença, contribuir, contribuidores, \
    colaboradores, lizenz, mitwirkende, лицензия, 许可证, 贡献者, 贡献, code of conduct";

/// What heads a list of contents.
const CONTENTS: &str = "contents, table of contents, toc, table of content, index, tabla de contenidos, tabla de \
    contenido, índice, indice, sumário, inhalt, inhaltsverzeichnis, table des matières, \
    sommaire, содержание, оглавление, 目录, 目次, 목차";

/// What a link back to the list of contents says, unless it shows an arrow.
const BACK: &str = "back to top, back to the top, go to top, return to top, to top, to the top, top, back to \
    contents, back to table of contents, back to toc, table of contents, go back, back, \
    volver a índice, volver al índice, volver arriba, voltar ao topo, voltar ao índice, \
    voltar para o topo, nach oben, zurück nach oben, retour en haut, haut de page, torna su, \
    torna all'indice, к оглавлению, наверх, в начало, вернуться к оглавлению, 回到顶部, 返回顶部, \
    返回目录, 回到目录, トップへ戻る, 目次へ戻る, 맨 위로, العودة للأعلى, yukarı";

const ARROWS: &[char] =
    &['⬆', '↑', '⇧', '▲', '△', '🔝', '⤴', '👆', '☝', '⏫', '🔼', '↥', '🡅', '⇪', '⇑', '^'];

/// The words of a list: what stands between its commas.
fn words_of(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(", ")
}

fn is_in(list: &'static str, text: &str) -> bool {
    let text = bare(text);
    words_of(list).any(|word| word == text)
}

/// A text in lower case without what people put around words.
pub(super) fn bare(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let kept = |c: char| c.is_alphanumeric() || c == '\u{301}';
    words.join(" ").trim_matches(|c| !kept(c)).to_lowercase()
}

/// `Answer`, `A`, `A12`.
pub(super) fn is_answer(text: &str) -> bool {
    let counted =
        || bare(text).strip_prefix('a').is_some_and(|number| number.parse::<u32>().is_ok());
    is_in(ANSWER, text) || counted()
}

pub(super) fn is_question(text: &str) -> bool {
    is_in(QUESTION, text)
}

/// Whether a heading stands over the question side of a card.
pub(super) fn is_front(text: &str) -> bool {
    is_in("front, vorderseite, recto", text)
}

/// Whether a heading stands over both sides of a card.
pub(super) fn heads_card(text: &str) -> bool {
    is_in("note, card, flashcard, karte", text)
}

/// Whether a heading stands over the answer side of a card.
pub(super) fn is_back(text: &str) -> bool {
    is_in("back, rückseite, verso", text)
}

pub(super) fn heads_key_points(text: &str) -> bool {
    is_in(KEY_POINTS, text)
}

pub(super) fn heads_follow_ups(text: &str) -> bool {
    is_in(FOLLOW_UPS, text)
}

pub(super) fn heads_references(text: &str) -> bool {
    is_in(REFERENCES, text)
}

/// Whether a text heads a list behind an answer.
pub(super) fn heads_part(text: &str) -> bool {
    heads_key_points(text) || heads_follow_ups(text) || is_in(REFERENCES, text)
}

pub(super) fn heads_contents(text: &str) -> bool {
    is_in(CONTENTS, text)
}

/// Whether a heading ends the bank.
pub(super) fn is_tail(text: &str) -> bool {
    is_in(TAILS, text) || is_advert(text)
}

/// Whether a heading sends the reader elsewhere.
pub(super) fn is_advert(text: &str) -> bool {
    bare(text).starts_with("explore all")
}

/// Whether a text has an arrow that leads up.
pub(super) fn shows_arrow(text: &str) -> bool {
    text.contains(ARROWS)
}

/// Whether the text of a link within the file leads back to its beginning.
pub(super) fn leads_back(text: &str) -> bool {
    text.contains(ARROWS) || is_in(BACK, text)
}

/// A text as [`bare`] makes it, with its question mark if it has one.
pub(super) fn bare_with_mark(text: &str) -> String {
    let mark = if ends_in_question_mark(text) { "?" } else { "" };
    bare(text) + mark
}

/// Whether the head of a table names a column so.
pub(super) fn is_column(field: &str, name: &str) -> bool {
    let names = match field {
        "question" => {
            "question, questions, prompt, front, term, q, frage, pregunta, pergunta, вопрос, 问题, 質問"
        }
        "answer" => {
            "answer, answers, solution, back, definition, a, antwort, respuesta, resposta, ответ, 答案, 回答"
        }
        "category" => {
            "category, topic, subject, section, area, kategorie, categoría, categoria, категория, 分类"
        }
        "difficulty" => {
            "difficulty, level, expertise, stars, schwierigkeit, dificultad, nivel, сложность, 难度"
        }
        "tags" => "tags, tag, keywords, labels",
        _ => return false,
    };
    is_in(names, name)
}
