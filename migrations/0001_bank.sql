-- The whole bank: what the service needs to know after a restart.
--
-- Lists are JSON text, because the database only keeps them: every question that a request asks
-- is answered in memory. Times are RFC 3339 in UTC.

PRAGMA application_id = 0x71626e6b; -- "qbnk": `file` and qbank itself can tell the file by it

CREATE TABLE bank (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    revision INTEGER NOT NULL, -- grows by one with every committed change
    writing  INTEGER NOT NULL DEFAULT 0 CHECK (writing IN (0, 1)) -- 1 inside a sync, never outside
) STRICT;

INSERT INTO bank (only, revision) VALUES (1, 0);

CREATE TABLE categories (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    description TEXT,
    number      INTEGER NOT NULL,
    origin      TEXT NOT NULL
) STRICT;

CREATE TABLE tags (
    id          TEXT PRIMARY KEY,
    description TEXT NOT NULL,
    origin      TEXT NOT NULL
) STRICT;

CREATE TABLE questions (
    id            TEXT PRIMARY KEY,
    number        INTEGER NOT NULL UNIQUE,
    category      TEXT NOT NULL REFERENCES categories (id),
    question      TEXT NOT NULL,
    options       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(options)),
    answer        TEXT,
    key_points    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(key_points)),
    follow_ups    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(follow_ups)),
    difficulty    TEXT CHECK (difficulty IN ('easy', 'medium', 'hard')),
    minutes       INTEGER CHECK (minutes > 0),
    language      TEXT NOT NULL DEFAULT 'en',
    tags          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
    refs          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(refs)),
    source_number INTEGER,
    origin        TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL,
    edited        INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)) -- 1: changed by hand since its sync
) STRICT;

CREATE INDEX questions_by_category ON questions (category);

-- Whoever changes a row with a tool of their own is noticed as well: the revision grows, and a
-- sync leaves the row alone from then on (`UPDATE questions SET edited = 0` gives it back).

CREATE TRIGGER question_added_by_hand AFTER INSERT ON questions
WHEN (SELECT writing FROM bank) = 0
BEGIN
    UPDATE bank SET revision = revision + 1;
END;

CREATE TRIGGER question_edited_by_hand
AFTER UPDATE OF id, number, category, question, options, answer, key_points, follow_ups, difficulty,
    minutes, language, tags, refs, source_number ON questions
WHEN (SELECT writing FROM bank) = 0
BEGIN
    UPDATE bank SET revision = revision + 1;
    UPDATE questions
    SET edited = 1, updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    WHERE id = new.id;
END;

CREATE TRIGGER question_removed_by_hand AFTER DELETE ON questions
WHEN (SELECT writing FROM bank) = 0
BEGIN
    UPDATE bank SET revision = revision + 1;
END;

CREATE TRIGGER category_edited_by_hand AFTER UPDATE ON categories
WHEN (SELECT writing FROM bank) = 0
BEGIN
    UPDATE bank SET revision = revision + 1;
END;
