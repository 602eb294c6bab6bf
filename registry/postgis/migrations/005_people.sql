-- Posts with an end, leaves with their days, and which networks answer for which kind of matter.

SET LOCAL search_path = wangge, public;

ALTER TABLE posting
  ADD COLUMN ends timestamptz,
  ADD COLUMN away_from timestamptz,
  ADD COLUMN away_until timestamptz,
  ADD CONSTRAINT posting_term CHECK (ends > begins),
  ADD CONSTRAINT posting_away CHECK (state = 'leave' OR away_from IS NULL AND away_until IS NULL),
  ADD CONSTRAINT posting_leave CHECK (away_until > away_from);

-- A kind of matter, and the networks that answer for it, in the order in which they are asked.
CREATE TABLE matter (
  county   text NOT NULL CONSTRAINT matter_county REFERENCES division (code),
  code     text NOT NULL,
  name     text NOT NULL DEFAULT '',
  networks text[] NOT NULL,
  PRIMARY KEY (county, code),
  CONSTRAINT matter_coded CHECK (code <> ''),
  CONSTRAINT matter_answered CHECK (cardinality(networks) > 0 AND array_position(networks, NULL) IS NULL AND array_position(networks, '') IS NULL)
);
GRANT SELECT, INSERT, UPDATE ON matter TO wangge_app;

ALTER TABLE import
  DROP CONSTRAINT import_what,
  ADD CONSTRAINT import_what CHECK (what IN ('divisions', 'grids', 'officers', 'postings', 'streets', 'buildings', 'codes', 'matters'));

---- create above / drop below ----

-- As of the first: once a code is issued, nothing is taken down.
SET LOCAL search_path = wangge, public;
LOCK TABLE code_issue IN ACCESS EXCLUSIVE MODE;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM code_issue) THEN
    RAISE EXCEPTION 'codes have been issued: the schema is not taken down any more' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'code_issue_final';
  END IF;
END $$;
ALTER TABLE import
  DROP CONSTRAINT import_what,
  ADD CONSTRAINT import_what CHECK (what IN ('divisions', 'grids', 'officers', 'postings', 'streets', 'buildings', 'codes')) NOT VALID;
DROP TABLE matter;
ALTER TABLE posting DROP COLUMN ends, DROP COLUMN away_from, DROP COLUMN away_until;
