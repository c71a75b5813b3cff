-- What an import compares with: each question as its file had it, whatever was done to the row since.
-- Both are 128-bit digests in hexadecimal; a row that was put in by hand has none.

ALTER TABLE questions ADD COLUMN source_key TEXT; -- of question and options: what it is known by
ALTER TABLE questions ADD COLUMN source_digest TEXT; -- of all that it said, but for its category
