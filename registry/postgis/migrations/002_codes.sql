-- Codes' whole life: codes of other schemes, lineage, reserved ranges, adopted schemes, and the past of divisions.

SET LOCAL search_path = wangge, public;

-- What is final is added to, never changed or taken away; the argument, where there is one, tells what to do instead.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: what is written there is final%', TG_OP, TG_TABLE_NAME, coalesce('; ' || TG_ARGV[0], '')
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_final', TABLE = TG_TABLE_NAME;
END $$;

-- The map is made of unified codes alone.
ALTER TABLE grid ADD CONSTRAINT grid_scheme CHECK (scheme = 'cn15');
ALTER TABLE lineage ADD CONSTRAINT lineage_scheme CHECK (scheme = 'cn15');
ALTER TABLE crosswalk ADD CONSTRAINT crosswalk_scheme CHECK (scheme = 'cn15');

-- A code of another scheme names the unified code that it stands for, for ever; each has one code of a scheme at most.
-- One that a file brought may name none: it is in use elsewhere.
ALTER TABLE code_issue
  ADD grid text,
  ADD note text NOT NULL DEFAULT '', -- what the file said of a code that it brought
  ADD CONSTRAINT code_issue_sequence CHECK (sequence >= 0),
  ADD CONSTRAINT code_issue_names CHECK (CASE
    WHEN scheme = 'cn15' THEN grid IS NULL
    WHEN grid IS NULL THEN algorithm = 'import'
    ELSE community = left(grid, 12) END);
CREATE UNIQUE INDEX code_issue_grid_once ON code_issue (scheme, grid) WHERE grid IS NOT NULL;

-- Who became what: a row without successor is ground that no grid has any more.
ALTER TABLE lineage
  DROP CONSTRAINT lineage_pkey,
  ALTER successor DROP NOT NULL,
  ADD successor_area_share double precision NOT NULL DEFAULT 0,
  ADD successor_population_share double precision NOT NULL DEFAULT 0,
  ADD CONSTRAINT lineage_once UNIQUE NULLS NOT DISTINCT (revision, predecessor, successor),
  ADD CONSTRAINT lineage_passes_on CHECK (successor <> predecessor),
  ADD CONSTRAINT lineage_successor_shares CHECK (successor_area_share BETWEEN 0 AND 1 AND successor_population_share BETWEEN 0 AND 1),
  ADD CONSTRAINT lineage_nobody CHECK (successor IS NOT NULL OR (successor_area_share, successor_population_share) = (0, 0));
CREATE INDEX lineage_by_successor ON lineage (revision, successor);
CREATE TRIGGER lineage_final BEFORE UPDATE OR DELETE OR TRUNCATE ON lineage FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER crosswalk_final BEFORE UPDATE OR DELETE OR TRUNCATE ON crosswalk FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A range of sequence numbers that is not given automatically, but to grids of its kind (none: brought by files alone).
CREATE TYPE textrange AS RANGE (subtype = text);
CREATE TABLE code_reserve (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scheme        text NOT NULL,
  division      text NOT NULL CONSTRAINT code_reserve_division REFERENCES division (code),
  from_sequence integer NOT NULL,
  to_sequence   integer NOT NULL,
  kind          text NOT NULL DEFAULT '',
  note          text NOT NULL DEFAULT '',
  actor         text NOT NULL,
  valid_from    timestamptz NOT NULL DEFAULT now(),
  valid_to      timestamptz,
  CONSTRAINT code_reserve_range CHECK (from_sequence BETWEEN 0 AND to_sequence),
  CONSTRAINT code_reserve_kind CHECK (kind IN ('', 'base', 'dedicated')),
  CONSTRAINT code_reserve_actor CHECK (actor <> ''),
  CONSTRAINT code_reserve_period CHECK (valid_to >= valid_from),
  CONSTRAINT code_reserve_apart EXCLUDE USING gist (
    textrange(scheme || '/' || division, scheme || '/' || division, '[]') WITH &&,
    int4range(from_sequence, to_sequence, '[]') WITH &&) WHERE (valid_to IS NULL)
);

CREATE TABLE scheme_adoption (
  county     text NOT NULL CONSTRAINT scheme_adoption_county REFERENCES division (code),
  scheme     text NOT NULL,
  definition jsonb,
  object     text NOT NULL DEFAULT '',
  actor      text NOT NULL,
  adopted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, scheme),
  CONSTRAINT scheme_adoption_other CHECK (scheme <> 'cn15'),
  CONSTRAINT scheme_adoption_object CHECK (object ~ '^[0-9]*$'),
  CONSTRAINT scheme_adoption_actor CHECK (actor <> '')
);
CREATE TRIGGER scheme_adoption_final BEFORE UPDATE OR DELETE OR TRUNCATE ON scheme_adoption FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A division as it was for a while, before it was changed or opened again.
CREATE TABLE division_past (
  code       text NOT NULL CONSTRAINT division_past_code REFERENCES division (code),
  county     text NOT NULL,
  level      text NOT NULL,
  parent     text,
  name       text NOT NULL,
  geom       geometry(MultiPolygon, 4490),
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz NOT NULL,
  PRIMARY KEY (code, valid_from),
  CONSTRAINT division_past_period CHECK (valid_to > valid_from)
);
CREATE TRIGGER division_past_final BEFORE UPDATE OR DELETE OR TRUNCATE ON division_past FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER division_final BEFORE DELETE OR TRUNCATE ON division
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('close the division: set its valid_to');

-- Remembers what a division was, and keeps its times: those of the transaction that changes, closes or opens it, but never
-- before the state began. It acts by the owner's right, so that the service cannot write a past that never was.
CREATE FUNCTION remember_division() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = wangge, public, pg_temp AS $$
DECLARE
  changed  boolean := (NEW.name, NEW.parent, NEW.geom) IS DISTINCT FROM (OLD.name, OLD.parent, OLD.geom);
  reopened boolean := OLD.valid_to IS NOT NULL AND NEW.valid_to IS NULL;
  at       timestamptz := CASE WHEN OLD.valid_from > now() THEN clock_timestamp() ELSE now() END;
BEGIN
  IF (NEW.code, NEW.county, NEW.level) IS DISTINCT FROM (OLD.code, OLD.county, OLD.level) THEN
    RAISE EXCEPTION 'division % keeps its code: close it and open another', OLD.code
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'division_identity', TABLE = 'division';
  ELSIF reopened AND NEW.name <> OLD.name THEN
    RAISE EXCEPTION 'division % was % until %: its code is not given to another one; open it again under that name, or take a code that was never used', OLD.code, OLD.name, OLD.valid_to::date
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'division_not_reused', TABLE = 'division';
  ELSIF changed AND NEW.valid_to IS NOT NULL THEN
    RAISE EXCEPTION 'division % is closed: open it to change it', OLD.code
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'division_closed', TABLE = 'division';
  END IF;
  NEW.valid_from := OLD.valid_from;
  NEW.valid_to := CASE WHEN NEW.valid_to IS NOT NULL THEN coalesce(OLD.valid_to, at) END;
  IF (changed OR reopened) AND OLD.valid_from < at THEN
    NEW.valid_from := at;
    INSERT INTO division_past VALUES (OLD.code, OLD.county, OLD.level, OLD.parent, OLD.name, OLD.geom, OLD.valid_from, coalesce(OLD.valid_to, at));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER division_remembered BEFORE UPDATE ON division FOR EACH ROW EXECUTE FUNCTION remember_division();

ALTER TABLE import
  DROP CONSTRAINT import_what,
  ADD CONSTRAINT import_what CHECK (what IN ('divisions', 'grids', 'officers', 'postings', 'streets', 'buildings', 'codes'));

GRANT SELECT ON code_reserve, scheme_adoption, division_past TO wangge_app;
GRANT INSERT ON code_reserve, scheme_adoption TO wangge_app;
GRANT UPDATE (valid_to) ON code_reserve TO wangge_app;

---- create above / drop below ----

-- As of the first: once a code is issued, nothing that tells its life is taken down.
SET LOCAL search_path = wangge, public;
LOCK TABLE code_issue IN ACCESS EXCLUSIVE MODE;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM code_issue) THEN
    RAISE EXCEPTION 'codes have been issued: the schema is not taken down any more' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'code_issue_final';
  END IF;
END $$;
DROP TRIGGER division_remembered ON division;
DROP TRIGGER division_final ON division;
DROP FUNCTION remember_division;
DROP TABLE code_reserve, scheme_adoption, division_past;
DROP TYPE textrange;
DROP TRIGGER lineage_final ON lineage;
DROP TRIGGER crosswalk_final ON crosswalk;
DROP INDEX lineage_by_successor;
ALTER TABLE lineage
  DROP CONSTRAINT lineage_once, DROP CONSTRAINT lineage_passes_on, DROP CONSTRAINT lineage_successor_shares, DROP CONSTRAINT lineage_nobody, DROP CONSTRAINT lineage_scheme,
  DROP successor_area_share, DROP successor_population_share,
  ALTER successor SET NOT NULL,
  ADD PRIMARY KEY (revision, scheme, predecessor, successor);
ALTER TABLE code_issue DROP CONSTRAINT code_issue_sequence, DROP CONSTRAINT code_issue_names, DROP grid, DROP note;
ALTER TABLE grid DROP CONSTRAINT grid_scheme;
ALTER TABLE crosswalk DROP CONSTRAINT crosswalk_scheme;
ALTER TABLE import
  DROP CONSTRAINT import_what,
  ADD CONSTRAINT import_what CHECK (what IN ('divisions', 'grids', 'officers', 'postings', 'streets', 'buildings'));
