-- Which networks answered for a kind of matter before, as of 004 for rosters.

SET LOCAL search_path = wangge, public;

ALTER TABLE matter ADD valid_from timestamptz NOT NULL DEFAULT '-infinity'; -- what was there before there was this history was so always
ALTER TABLE matter ALTER valid_from SET DEFAULT now();
CREATE TABLE matter_past (
  county     text NOT NULL,
  code       text NOT NULL,
  name       text NOT NULL,
  networks   text[] NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz NOT NULL,
  PRIMARY KEY (county, code, valid_from),
  CONSTRAINT matter_past_matter FOREIGN KEY (county, code) REFERENCES matter (county, code)
);
CREATE TRIGGER matter_past_final BEFORE UPDATE OR DELETE OR TRUNCATE ON matter_past FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION remember_matter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = wangge, public, pg_temp AS $$
BEGIN
  NEW.valid_from := OLD.valid_from;
  IF (NEW.name, NEW.networks) IS DISTINCT FROM (OLD.name, OLD.networks) AND OLD.valid_from <> now() THEN
    NEW.valid_from := now();
    INSERT INTO matter_past VALUES (OLD.county, OLD.code, OLD.name, OLD.networks, OLD.valid_from, NEW.valid_from);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER matter_remembered BEFORE UPDATE ON matter FOR EACH ROW EXECUTE FUNCTION remember_matter();

GRANT SELECT ON matter_past TO wangge_app;

---- create above / drop below ----

-- As of the first: once a code is issued, nothing is taken down.
SET LOCAL search_path = wangge, public;
LOCK TABLE code_issue IN ACCESS EXCLUSIVE MODE;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM code_issue) THEN
    RAISE EXCEPTION 'codes have been issued: the schema is not taken down any more' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'code_issue_final';
  END IF;
END $$;
DROP TRIGGER matter_remembered ON matter;
DROP FUNCTION remember_matter;
DROP TABLE matter_past;
ALTER TABLE matter DROP valid_from;
