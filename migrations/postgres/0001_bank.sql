-- The whole bank: what the service needs to know after a restart.
--
-- The tables are those of the SQLite files, column by column, and a statement runs on both engines:
-- numbers are BIGINT, lists are JSON text, times are RFC 3339 in UTC, flags are 0 or 1. Texts
-- sort by their bytes, whatever the database's language is.

CREATE TABLE bank (
    "only"       BIGINT PRIMARY KEY CHECK ("only" = 1),
    revision     BIGINT NOT NULL, -- grows by one with every committed change
    writing      BIGINT NOT NULL DEFAULT 0 CHECK (writing IN (0, 1)), -- 1 inside a sync, never outside
    listed_after BIGINT NOT NULL DEFAULT 0 -- changes of later revisions are listed one by one
);

INSERT INTO bank ("only", revision) VALUES (1, 0);

CREATE TABLE categories (
    id          TEXT COLLATE "C" PRIMARY KEY,
    name        TEXT NOT NULL,
    description TEXT,
    number      BIGINT NOT NULL,
    origin      TEXT NOT NULL
);

CREATE TABLE tags (
    id          TEXT COLLATE "C" PRIMARY KEY,
    description TEXT NOT NULL,
    origin      TEXT NOT NULL
);

CREATE TABLE questions (
    id            TEXT COLLATE "C" PRIMARY KEY,
    number        BIGINT NOT NULL UNIQUE,
    category      TEXT COLLATE "C" NOT NULL REFERENCES categories (id),
    question      TEXT NOT NULL,
    options       TEXT NOT NULL DEFAULT '[]' CHECK (json_typeof(options::json) = 'array'),
    answer        TEXT,
    key_points    TEXT NOT NULL DEFAULT '[]' CHECK (json_typeof(key_points::json) = 'array'),
    follow_ups    TEXT NOT NULL DEFAULT '[]' CHECK (json_typeof(follow_ups::json) = 'array'),
    difficulty    TEXT CHECK (difficulty IN ('easy', 'medium', 'hard')),
    minutes       BIGINT CHECK (minutes > 0),
    language      TEXT NOT NULL DEFAULT 'en',
    tags          TEXT NOT NULL DEFAULT '[]' CHECK (json_typeof(tags::json) = 'array'),
    refs          TEXT NOT NULL DEFAULT '[]' CHECK (json_typeof(refs::json) = 'array'),
    source_number BIGINT,
    origin        TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL,
    edited        BIGINT NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)), -- 1: changed by hand since its sync
    source_key    TEXT, -- of question and options as the file had them: what it is known by
    source_digest TEXT -- of all that it said there, but for its category
);

CREATE INDEX questions_by_category ON questions (category);

-- Every question that was added, changed or removed, with the last revision to do so. A sync that
-- changes very much sets `listed_after` to its own revision, and nothing is listed then.
CREATE TABLE changes (
    question TEXT COLLATE "C" PRIMARY KEY,
    revision BIGINT NOT NULL
);

CREATE INDEX changes_by_revision ON changes (revision);

-- Whoever writes holds the row of `bank` to the end of the transaction, so that one is behind the
-- other and no revision is given twice. A sync takes it first of all; whoever changes rows with a
-- tool of their own takes it here, before any other row, so that the two cannot wait for each other.

CREATE FUNCTION take_turn() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM FROM bank FOR UPDATE;
    RETURN NULL;
END
$$;

CREATE TRIGGER questions_take_turn BEFORE INSERT OR UPDATE OR DELETE ON questions
FOR EACH STATEMENT EXECUTE FUNCTION take_turn();
CREATE TRIGGER categories_take_turn BEFORE INSERT OR UPDATE OR DELETE ON categories
FOR EACH STATEMENT EXECUTE FUNCTION take_turn();
CREATE TRIGGER tags_take_turn BEFORE INSERT OR UPDATE OR DELETE ON tags
FOR EACH STATEMENT EXECUTE FUNCTION take_turn();

-- A change by hand grows the revision, and a sync leaves the row alone from then on
-- (`UPDATE questions SET edited = 0` gives it back).

CREATE FUNCTION mark_as_edited() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF (SELECT writing = 0 FROM bank) THEN
        NEW.edited := 1;
        NEW.updated_at := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER question_edited_by_hand
BEFORE UPDATE OF id, number, category, question, options, answer, key_points, follow_ups, difficulty,
    minutes, language, tags, refs, source_number ON questions
FOR EACH ROW EXECUTE FUNCTION mark_as_edited();

CREATE FUNCTION list_questions() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    state bank%ROWTYPE;
BEGIN
    SELECT * INTO state FROM bank;
    IF state.writing = 1 AND state.revision <= state.listed_after THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        IF state.writing = 0 AND EXISTS (SELECT FROM added) THEN
            UPDATE bank SET revision = revision + 1 RETURNING * INTO state;
        END IF;
        INSERT INTO changes (question, revision) SELECT id, state.revision FROM added
        ON CONFLICT (question) DO UPDATE SET revision = excluded.revision;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO changes (question, revision)
        SELECT id, state.revision FROM removed WHERE id NOT IN (SELECT id FROM added)
        ON CONFLICT (question) DO UPDATE SET revision = excluded.revision;
    ELSIF TG_OP = 'DELETE' THEN
        IF state.writing = 0 AND EXISTS (SELECT FROM removed) THEN
            UPDATE bank SET revision = revision + 1 RETURNING * INTO state;
        END IF;
        INSERT INTO changes (question, revision) SELECT id, state.revision FROM removed
        ON CONFLICT (question) DO UPDATE SET revision = excluded.revision;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER question_addition_listed AFTER INSERT ON questions
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION list_questions();
CREATE TRIGGER question_change_listed AFTER UPDATE ON questions
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION list_questions();
CREATE TRIGGER question_removal_listed AFTER DELETE ON questions
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION list_questions();

-- Categories and tags are few and loaded whole; here too every change by hand is noticed.

CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE bank SET revision = revision + 1 WHERE writing = 0;
    RETURN NULL;
END
$$;

CREATE TRIGGER category_changed_by_hand AFTER INSERT OR UPDATE OR DELETE ON categories
FOR EACH ROW EXECUTE FUNCTION count_revision();
CREATE TRIGGER tag_changed_by_hand AFTER INSERT OR UPDATE OR DELETE ON tags
FOR EACH ROW EXECUTE FUNCTION count_revision();

-- Emptied as a whole, all is to be loaded anew.

CREATE FUNCTION forget_list() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE bank SET revision = revision + 1 - writing, listed_after = revision + 1 - writing;
    DELETE FROM changes;
    RETURN NULL;
END
$$;

CREATE TRIGGER questions_emptied AFTER TRUNCATE ON questions
FOR EACH STATEMENT EXECUTE FUNCTION forget_list();

-- Servers that listen look at once, when the change is committed.

CREATE FUNCTION tell_servers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('qbank_revision', '');
    RETURN NULL;
END
$$;

CREATE TRIGGER bank_tells_servers AFTER UPDATE ON bank
FOR EACH ROW WHEN (old.revision <> new.revision) EXECUTE FUNCTION tell_servers();
