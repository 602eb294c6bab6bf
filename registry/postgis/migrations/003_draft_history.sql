-- A draft remembers which one it took the place of, and by what change, so that a change can be taken back.
ALTER TABLE wangge.draft
  ADD COLUMN previous uuid CONSTRAINT draft_previous REFERENCES wangge.draft (id),
  ADD COLUMN change text NOT NULL DEFAULT '';

---- create above / drop below ----

-- As of the first: once a code is issued, nothing is taken down.
LOCK TABLE wangge.code_issue IN ACCESS EXCLUSIVE MODE;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM wangge.code_issue) THEN
    RAISE EXCEPTION 'codes have been issued: the schema is not taken down any more' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'code_issue_final';
  END IF;
END $$;
ALTER TABLE wangge.draft DROP COLUMN previous, DROP COLUMN change;
