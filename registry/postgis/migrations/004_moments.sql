-- Every question can be asked as of an earlier moment: a log of the changes that readers saw, and the past of the roster.

SET LOCAL search_path = wangge, public;

-- One row for each commit that a reader can see, in the order of the commits: at grows with number. It is when the transaction began,
-- which is what it wrote as valid_from and valid_to, unless another one that began later was committed before.
CREATE TABLE change (
  number   bigint PRIMARY KEY,
  began    timestamptz NOT NULL,
  at       timestamptz NOT NULL,
  revision integer NOT NULL  -- the last one then; 0 before the first
);
CREATE INDEX change_by_began ON change (began);
CREATE INDEX change_by_at ON change (at);
ALTER TABLE state ADD at timestamptz NOT NULL DEFAULT '-infinity'; -- of the last change

-- What is known of the changes before: when revisions, postings and divisions began and ended.
INSERT INTO change (number, began, at, revision)
SELECT state.change - count(*) OVER () + row_number() OVER (ORDER BY m.at), m.at, m.at,
    (SELECT coalesce(max(r.number), 0) FROM revision AS r WHERE r.published_at <= m.at)
FROM state, (
    SELECT published_at AS at FROM revision
    UNION SELECT valid_from FROM posting
    UNION SELECT valid_to FROM posting
    UNION SELECT valid_from FROM division
    UNION SELECT valid_to FROM division
    UNION SELECT valid_from FROM division_past
    UNION SELECT valid_to FROM division_past) AS m
WHERE m.at IS NOT NULL;
UPDATE state SET at = coalesce((SELECT max(at) FROM change), at);

CREATE TRIGGER change_final BEFORE UPDATE OR DELETE OR TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- change_of gives the change that wrote a moment as valid_from or valid_to: the one whose transaction began then, else (written
-- past the service, or before there was this log) the first one that was committed since. NULL is the end that has not come.
CREATE FUNCTION change_of(moment timestamptz) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(
    (SELECT min(c.number) FROM change AS c WHERE c.began = moment),
    (SELECT min(c.number) FROM change AS c WHERE c.at >= moment),
    9223372036854775807);

-- A posting never changes; one that lasts may end, once.
CREATE FUNCTION refuse_reposting() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
DECLARE
  ended posting := OLD;
BEGIN
  ended.valid_to := NEW.valid_to;
  IF OLD.valid_to IS NOT NULL OR NEW IS DISTINCT FROM ended THEN
    RAISE EXCEPTION 'posting % at % is history: end it and write another one', OLD.id, OLD.target
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'posting_history', TABLE = 'posting';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER posting_history BEFORE UPDATE ON posting FOR EACH ROW EXECUTE FUNCTION refuse_reposting();

-- People as they were on the roster before. Who stood there before there was this history counts as always so.
ALTER TABLE officer ADD valid_from timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE officer ALTER valid_from SET DEFAULT now();
CREATE TABLE officer_past (
  county     text NOT NULL,
  id         text NOT NULL,
  name       text NOT NULL,
  phone      text NOT NULL,
  public     boolean NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz NOT NULL,
  PRIMARY KEY (county, id, valid_from),
  CONSTRAINT officer_past_officer FOREIGN KEY (county, id) REFERENCES officer (county, id)
);
CREATE TRIGGER officer_past_final BEFORE UPDATE OR DELETE OR TRUNCATE ON officer_past FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- It acts by the owner's right, so that the service cannot write a past that never was.
CREATE FUNCTION remember_officer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = wangge, public, pg_temp AS $$
BEGIN
  NEW.valid_from := OLD.valid_from;
  IF (NEW.name, NEW.phone, NEW.public) IS DISTINCT FROM (OLD.name, OLD.phone, OLD.public) AND OLD.valid_from <> now() THEN
    NEW.valid_from := now();
    INSERT INTO officer_past VALUES (OLD.county, OLD.id, OLD.name, OLD.phone, OLD.public, OLD.valid_from, NEW.valid_from);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER officer_remembered BEFORE UPDATE ON officer FOR EACH ROW EXECUTE FUNCTION remember_officer();

GRANT SELECT ON change, officer_past TO wangge_app;
GRANT INSERT ON change TO wangge_app;

---- create above / drop below ----

-- As of the first: once a code is issued, nothing is taken down.
SET LOCAL search_path = wangge, public;
LOCK TABLE code_issue IN ACCESS EXCLUSIVE MODE;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM code_issue) THEN
    RAISE EXCEPTION 'codes have been issued: the schema is not taken down any more' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'code_issue_final';
  END IF;
END $$;
DROP TRIGGER officer_remembered ON officer;
DROP TRIGGER posting_history ON posting;
DROP FUNCTION remember_officer, refuse_reposting, change_of;
DROP TABLE officer_past, change;
ALTER TABLE officer DROP valid_from;
ALTER TABLE state DROP at;
