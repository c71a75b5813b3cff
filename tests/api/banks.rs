//! Banks for tests.

/// Every kind of question, in three categories of which one is empty. Whatever `answers=none` must
/// withhold has the word `hidden` in it.
pub const MIXED: &[&str] = &[WEB, DATA, EMPTY];

const WEB: &str = r#"
[category]
id = "web"
name = "The web"
number = 1
description = "Requests and responses."

[[question]]
id = "status-for-created"
number = 1
difficulty = "easy"
minutes = 1
tags = ["http"]
question = "Which status says that something was **created**?"
answer = "`201`, with the hidden address in `Location`."
key_points = ["hidden: names `201`"]
follow_ups = ["hidden: and for a job that has only begun?"]
options = [
  { text = "`200 OK`" },
  { text = "`201 Created`", correct = true },
  { text = "`204 No Content`" },
]
references = [{ title = "hidden: RFC 9110", url = "https://www.rfc-editor.org/rfc/rfc9110.html#hidden" }]

[[question]]
id = "safe-methods"
number = 2
difficulty = "medium"
minutes = 2
tags = ["http", "api"]
question = "Which methods are safe?"
options = [
  { text = "GET", correct = true },
  { text = "HEAD", correct = true },
  { text = "POST" },
]

[[question]]
id = "when-to-cache"
number = 3
difficulty = "medium"
minutes = 8
tags = ["caching", "http"]
question = """
When is a cache worth its price?

```js
const page = cache.get(key) ?? load(key);
```
"""
answer = """
Where the same hidden bytes are read *often*.

- hits cost little
- misses cost <b>more</b>
"""
key_points = ["hidden: staleness", "hidden: memory"]
follow_ups = ["hidden: who invalidates?"]
references = [{ title = "hidden: RFC 9111", url = "https://www.rfc-editor.org/rfc/rfc9111.html#hidden" }]
"#;

const DATA: &str = r#"
[category]
id = "data"
name = "Data"
number = 2

[[question]]
id = "unanswered"
number = 4
tags = ["c++"]
question = "Who watches the vacuum?"

[[question]]
id = "indizes"
number = 5
difficulty = "hard"
minutes = 12
language = "de-CH"
tags = ["caching", "indexing"]
question = "Was kostet ein Index?"
answer = "Jedes Schreiben ändert auch ihn (hidden)."

[[question]]
id = "no-right-option"
number = 6
difficulty = "hard"
question = "Which of these is the answer?"
options = [{ text = "One" }, { text = "Two" }]
"#;

const EMPTY: &str = r#"
[category]
id = "empty"
name = "Nothing yet"
number = 3
description = "An empty shelf."
"#;

/// Names and forms of words that searches have to keep apart or bring together.
pub const WORDS: &[&str] = &[r##"
[category]
id = "words"
name = "Words"
number = 1

[[question]]
id = "cpp"
number = 1
difficulty = "hard"
tags = ["c++"]
question = "Who frees memory in C++?"
answer = "Destructors do, when an object's scope ends."

[[question]]
id = "csharp"
number = 2
difficulty = "medium"
question = "What does C# do with value types?"

[[question]]
id = "plain-c"
number = 3
difficulty = "medium"
question = "What is a pointer in C?"

[[question]]
id = "dotnet"
number = 4
question = "Which parts does .NET have?"

[[question]]
id = "n-plus-one"
number = 5
difficulty = "easy"
question = "What is the N+1 problem?"
answer = "One query for the list and one more for each of its rows."

[[question]]
id = "pipeline"
number = 6
question = "What belongs into CI/CD?"

[[question]]
id = "cache-noun"
number = 7
question = "Where would you put a cache?"

[[question]]
id = "cache-verb"
number = 8
question = "What is a cached page worth?"
answer = "What the database would have cost, while the copy is right."

[[question]]
id = "cache-gerund"
number = 9
question = "Why is caching hard?"

[[question]]
id = "accents"
number = 10
question = "How does one sort café and naïve?"

[[question]]
id = "markup"
number = 11
question = "Is `a < b && c > \"d\"` an expression? Say <em>why</em>, it's 'quoted'"
answer = "A comparison & a conjunction: `a < b` <script>alert(1)</script> stays text."

[[question]]
id = "in-answer-only"
number = 12
question = "Which birds can talk?"
answer = "The **parrot**, and some ravens."
key_points = ["mimicry"]
"##];
