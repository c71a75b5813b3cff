//! The names by field, the surest first, folded: lower case, letters and digits alone.

use super::Field;

/// A field and its names, parted by white space.
pub(super) const ALIASES: &[(Field, &str)] = &[
    (Field::Id, "id uid uuid guid qid questionid"),
    (Field::Slug, "slug"),
    (Field::Number, "number no nr num index position srno sno serialnumber"),
    (
        Field::Category,
        "category categoryname categoryid categories topic topicname subject section \
         chapter theme module domain area deck deckname group kategorie thema fach \
         categoria categoría tema catégorie thème категория тема 分类 类别 カテゴリ",
    ),
    (Field::Subcategory, "subcategory subtopic subsection subdomain subject2"),
    (
        Field::Question,
        "question questiontext questiontitle questions interviewquestion frage pregunta \
         pergunta questão domanda вопрос 问题 問題 問題文 設問 题目 題目 質問 질문 السؤال سؤال प्रश्न vraag pytanie \
         otázka soru",
    ),
    // These ask only beside an answer.
    (
        Field::Question,
        "front q ques term prompt query stem instruction vorderseite problem title text statement card \
         name",
    ),
    (Field::Body, "body description content contents details questionbody"),
    (Field::Code, "code codesnippet snippet codeblock sourcecode"),
    (Field::Image, "image img imageurl picture imagelink figure"),
    (
        Field::Options,
        "options choices alternatives answeroptions possibleanswers variants \
         answerchoices opts multiplechoice antworten opciones opções варианты 选项",
    ),
    (Field::Answers, "answers"),
    (
        Field::Wrong,
        "incorrectanswers wronganswers distractors incorrect wrong incorrectanswer \
         wronganswer distractor incorrectoptions falseanswers",
    ),
    (
        Field::Answer,
        "correctanswer correctanswers correctoption correctoptions correctindex \
         correctanswerindex answerindex correctchoice rightanswer correct answerkey \
         answer idealanswer modelanswer sampleanswer suggestedanswer expectedanswer acceptedanswer referenceanswer \
         answertext bestanswer antwort richtigeantwort richtig respuesta resposta risposta réponse ответ 答案 正确答案 \
         参考答案 回答 解答 正解 答え 模範解答 \
         답변 ans الجواب الاجابة उत्तर antwoord odpowiedź odpověď cevap back a definition \
         solution response reply completion output rückseite lösung meaning",
    ),
    (
        Field::Explanation,
        "explanation rationale explain reason reasoning justification feedback \
         generalfeedback why support erklärung explicación explicação explication объяснение \
         пояснение 解析 解释 解説",
    ),
    (Field::KeyPoints, "keypoints goodtohear keypoint expectedpoints checklist"),
    (Field::FollowUps, "followups followup followupquestions followupquestion"),
    (
        Field::Difficulty,
        "difficulty difficultylevel level expertise stars complexity seniority \
         experiencelevel schwierigkeit dificultad dificuldade difficulté difficoltà \
         сложность уровень 难度 難易度 nivel nível niveau",
    ),
    (Field::Minutes, "minutes estimatedminutes timeminutes durationminutes"),
    (Field::Language, "language lang locale sprache idioma langue язык"),
    (
        Field::Tags,
        "tags tag keywords keyword labels topics skills skill technologies technology \
         schlagworte etiquetas теги 标签",
    ),
    (
        Field::References,
        "references reference ref refs links link urls url sources source sourceurl resources \
         readmore furtherreading referencelink referencelinks quelle fuente",
    ),
    (Field::Origin, "origin"),
    (Field::Created, "createdat"),
    (Field::Updated, "updatedat"),
    (Field::Silent, "kind type answered questiontype"),
];
