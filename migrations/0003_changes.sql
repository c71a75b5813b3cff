-- Which questions have changed since a revision, so that a server which shows that one need not load
-- the whole bank again.

-- Changes of later revisions are listed; what had changed by this one is not known one by one.
ALTER TABLE bank ADD COLUMN listed_after INTEGER NOT NULL DEFAULT 0;
UPDATE bank SET listed_after = revision;

-- Every question that was added, changed or removed, with the last revision to do so (or the one
-- after it: a change by hand is listed with the revision to come, whatever trigger comes first).
CREATE TABLE changes (
    question TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX changes_by_revision ON changes (revision);

-- A sync that changes very much sets `listed_after` to its own revision, and nothing is listed then.

CREATE TRIGGER question_addition_listed AFTER INSERT ON questions
WHEN (SELECT writing = 0 OR revision > listed_after FROM bank)
BEGIN
    DELETE FROM changes WHERE question = new.id;
    INSERT INTO changes (question, revision) SELECT new.id, revision + 1 - writing FROM bank;
END;

CREATE TRIGGER question_change_listed AFTER UPDATE ON questions
WHEN (SELECT writing = 0 OR revision > listed_after FROM bank)
BEGIN
    DELETE FROM changes WHERE question IN (old.id, new.id);
    INSERT INTO changes (question, revision)
    SELECT old.id, revision + 1 - writing FROM bank
    UNION SELECT new.id, revision + 1 - writing FROM bank;
END;

CREATE TRIGGER question_removal_listed AFTER DELETE ON questions
WHEN (SELECT writing = 0 OR revision > listed_after FROM bank)
BEGIN
    DELETE FROM changes WHERE question = old.id;
    INSERT INTO changes (question, revision) SELECT old.id, revision + 1 - writing FROM bank;
END;

-- Categories and tags are few and loaded whole; here too every change by hand is noticed.

CREATE TRIGGER category_added_by_hand AFTER INSERT ON categories
WHEN (SELECT writing FROM bank) = 0
BEGIN
    UPDATE bank SET revision = revision + 1;
END;

CREATE TRIGGER category_removed_by_hand AFTER DELETE ON categories
WHEN (SELECT writing FROM bank) = 0
BEGIN
    UPDATE bank SET revision = revision + 1;
END;

CREATE TRIGGER tag_added_by_hand AFTER INSERT ON tags
WHEN (SELECT writing FROM bank) = 0
BEGIN
    UPDATE bank SET revision = revision + 1;
END;

CREATE TRIGGER tag_edited_by_hand AFTER UPDATE ON tags
WHEN (SELECT writing FROM bank) = 0
BEGIN
    UPDATE bank SET revision = revision + 1;
END;

CREATE TRIGGER tag_removed_by_hand AFTER DELETE ON tags
WHEN (SELECT writing FROM bank) = 0
BEGIN
    UPDATE bank SET revision = revision + 1;
END;
