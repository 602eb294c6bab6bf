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
-- A unified code is its community and its sequence, so the primary key serves for both; that a community is twelve digits is
-- division_code's to say. (A regular expression for each code was a quarter of the cost of a row.)
ALTER TABLE code_issue
  DROP CONSTRAINT code_issue_once,
  DROP CONSTRAINT code_issue_cn15,
  ADD CONSTRAINT code_issue_cn15 CHECK (scheme <> 'cn15' OR
    code = community || lpad(sequence::text, 3, '0') AND sequence BETWEEN 1 AND 999);
-- Codes come county by county and stay where they are: ranges of pages tell where those of a county lie.
DROP INDEX code_issue_by_county;
CREATE INDEX code_issue_by_county ON code_issue USING brin (county);
CREATE UNIQUE INDEX code_issue_grid_once ON code_issue (scheme, grid) WHERE grid IS NOT NULL;
ALTER TABLE code_issue ADD CONSTRAINT code_issue_of_county CHECK (county = left(community, 6));

-- What a code names is there already and stays: divisions and codes are never taken away. Judged for a statement at once,
-- where a foreign key would look up the same community for row after row.
ALTER TABLE code_issue DROP CONSTRAINT code_issue_community;
CREATE FUNCTION refuse_nameless() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
DECLARE
  unknown text;
BEGIN
  SELECT min(i.community) INTO unknown FROM (SELECT DISTINCT community FROM fresh) AS i
   WHERE NOT EXISTS (SELECT 1 FROM division AS d WHERE d.code = i.community AND d.level = 'community');
  IF unknown IS NOT NULL THEN
    RAISE EXCEPTION 'the division table has no community %: import it before codes are issued there', unknown
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'code_issue_community', TABLE = 'code_issue';
  END IF;
  SELECT min(i.grid) INTO unknown FROM fresh AS i
   WHERE i.grid IS NOT NULL AND NOT EXISTS (SELECT 1 FROM code_issue AS c WHERE c.scheme = 'cn15' AND c.code = i.grid);
  IF unknown IS NOT NULL THEN
    RAISE EXCEPTION 'the unified code % was never issued: issue it before codes of other schemes that stand for it', unknown
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'code_issue_grid', TABLE = 'code_issue';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER code_issue_names_known AFTER INSERT ON code_issue REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_nameless();

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

-- Revisions follow one another, in number and in time, and remember their transaction: what is of a revision is written with it.
ALTER TABLE revision
  ADD written_in xid8, -- none where it was published before this was kept
  ADD CONSTRAINT revision_reverts_earlier CHECK (reverts < number);
CREATE FUNCTION follow_revision() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
DECLARE
  last revision;
BEGIN
  SELECT * INTO last FROM revision ORDER BY number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number, 0) + 1 THEN
    RAISE EXCEPTION 'revision % does not follow revision %: the next one is %', NEW.number, coalesce(last.number, 0), coalesce(last.number, 0) + 1
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'revision_follows', TABLE = 'revision';
  END IF;
  NEW.published_at := greatest(now(), last.published_at);
  NEW.written_in := pg_current_xact_id();
  RETURN NEW;
END $$;
CREATE TRIGGER revision_follows BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION follow_revision();

-- The story of a code at the newest revision, judged when the transaction ends, whichever row of it came last. Steps lead
-- from grids that were there right before to grids that are there since, of which one ended or the other began, so a
-- story cannot turn in a circle; a code that ended passes on all it had, and comes back by a revert alone, on the ground it had.
CREATE UNIQUE INDEX grid_version_once ON grid (code, from_revision);
CREATE FUNCTION judge_story(at integer, mine text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  was     boolean; -- it had a grid right before the revision
  lives   boolean; -- it has one since
  ended   boolean; -- an earlier revision ended one
  given   lineage; -- sums of what it passed on
  taken   lineage; -- sums of what it got
  another text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM revision WHERE number = at AND at = (SELECT max(number) FROM revision) AND written_in = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'revision % is history: grids and lineage are written with a new one, in its transaction', at
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'revision_newest', TABLE = 'revision';
  END IF;
  SELECT bool_or(from_revision < at AND (to_revision >= at) IS NOT FALSE), bool_or((to_revision > at) IS NOT FALSE), bool_or(to_revision < at)
    INTO was, lives, ended FROM grid WHERE code = mine;
  IF lives AND ended AND NOT was AND NOT EXISTS (
    SELECT 1 FROM revision AS r JOIN grid AS g ON g.code = mine AND g.from_revision <= r.reverts AND (g.to_revision > r.reverts) IS NOT FALSE
      JOIN grid AS n ON n.code = mine AND n.from_revision = at AND ST_Equals(lattice(n.geom), lattice(g.geom))
     WHERE r.number = at) THEN
    RAISE EXCEPTION 'code % lost its grid before revision %: retired codes are never given again, but by a revert to a revision that had it, on that ground; issue a new one', mine, at
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'grid_not_reused', TABLE = 'grid';
  END IF;
  SELECT sum(area_share), sum(population_share) INTO given.area_share, given.population_share
    FROM lineage WHERE revision = at AND predecessor = mine;
  SELECT sum(successor_area_share), sum(successor_population_share) INTO taken.area_share, taken.population_share
    FROM lineage WHERE revision = at AND successor = mine;
  IF given.area_share IS NOT NULL AND was IS NOT TRUE THEN
    RAISE EXCEPTION 'code % had no grid right before revision %: a step leads from a grid that was there', mine, at
      USING ERRCODE = 'check_violation', CONSTRAINT = 'lineage_predecessor_lived', TABLE = 'lineage';
  ELSIF taken.area_share IS NOT NULL AND lives IS NOT TRUE THEN
    RAISE EXCEPTION 'code % has no grid since revision %: a step leads to a grid that is there', mine, at
      USING ERRCODE = 'check_violation', CONSTRAINT = 'lineage_successor_lives', TABLE = 'lineage';
  ELSIF greatest(given.area_share, given.population_share, taken.area_share, taken.population_share) > 1 + 1e-9 THEN
    RAISE EXCEPTION 'the shares of code % at revision % add up to more than 1', mine, at
      USING ERRCODE = 'check_violation', CONSTRAINT = 'lineage_shares_sum', TABLE = 'lineage';
  END IF;
  IF was AND NOT lives AND (abs(coalesce(given.area_share, 0) - 1) > 1e-9 OR abs(given.population_share - 1) > 1e-9) THEN
    RAISE EXCEPTION 'code % lost its grid at revision %, and its lineage tells what became of % of its ground and % of its people: write down all, ground that nobody has as a row without successor',
      mine, at, coalesce(given.area_share, 0), coalesce(given.population_share, 0)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'lineage_complete', TABLE = 'lineage';
  END IF;
  IF lives AND given.area_share IS NOT NULL THEN
    SELECT coalesce(l.successor, 'nobody') INTO another FROM lineage AS l
     WHERE l.revision = at AND l.predecessor = mine
       AND (l.successor IS NULL OR EXISTS (SELECT 1 FROM grid AS g WHERE g.code = l.successor AND g.from_revision < at AND (g.to_revision >= at) IS NOT FALSE))
     LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'a step from code % to % at revision %, where neither did the one end nor the other begin: leave it out', mine, another, at
        USING ERRCODE = 'check_violation', CONSTRAINT = 'lineage_acyclic', TABLE = 'lineage';
    END IF;
  END IF;
END $$;

-- Transactions are judged one after the other, as in refuse_overlap.
CREATE FUNCTION take_turn() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'grids, lineage and divisions are written in READ COMMITTED transactions only' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('wangge.grid'));
END $$;

CREATE FUNCTION judge_grid() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
BEGIN
  PERFORM take_turn();
  IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM grid WHERE code = NEW.code AND from_revision = NEW.to_revision) THEN
    RETURN NULL; -- a change: the version that came after this one is judged
  END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM division WHERE code = NEW.community AND valid_to IS NULL) THEN
    RAISE EXCEPTION 'community % of grid % is closed: give the grid a code of an open one', NEW.community, NEW.code
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'grid_in_open_community', TABLE = 'grid';
  END IF;
  PERFORM judge_story(CASE TG_OP WHEN 'INSERT' THEN NEW.from_revision ELSE NEW.to_revision END, NEW.code);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grid_story AFTER INSERT OR UPDATE OF to_revision ON grid
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION judge_grid();

CREATE FUNCTION judge_step() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
BEGIN
  PERFORM take_turn();
  PERFORM judge_story(NEW.revision, NEW.predecessor);
  IF NEW.successor IS NOT NULL THEN
    PERFORM judge_story(NEW.revision, NEW.successor);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER lineage_story AFTER INSERT ON lineage
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION judge_step();

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

-- A division is closed when nothing is left in it: no open division, and no grid.
CREATE FUNCTION judge_closing() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
DECLARE
  left_over text;
BEGIN
  PERFORM take_turn();
  SELECT min(o.code) INTO left_over FROM division AS d, LATERAL (
    SELECT c.code FROM division AS c WHERE c.parent = d.code AND c.valid_to IS NULL
    UNION ALL
    SELECT g.code FROM grid AS g WHERE g.to_revision IS NULL AND d.level = 'community' AND g.code BETWEEN d.code || '000' AND d.code || '999') AS o
   WHERE d.code = NEW.code AND d.valid_to IS NOT NULL;
  IF left_over IS NOT NULL THEN
    RAISE EXCEPTION 'division % is closed, but % is still in it: close that, or give the grid a code elsewhere, in the same transaction', NEW.code, left_over
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'division_left_empty', TABLE = 'division';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER division_left_empty AFTER UPDATE OF valid_to ON division
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.valid_to IS NULL AND NEW.valid_to IS NOT NULL) EXECUTE FUNCTION judge_closing();

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
DROP TRIGGER grid_story ON grid;
DROP TRIGGER lineage_story ON lineage;
DROP TRIGGER code_issue_names_known ON code_issue;
DROP TRIGGER division_left_empty ON division;
DROP TRIGGER revision_follows ON revision;
DROP FUNCTION judge_grid, judge_step, judge_closing, judge_story, take_turn, refuse_nameless, follow_revision;
ALTER TABLE revision DROP CONSTRAINT revision_reverts_earlier, DROP written_in;
DROP INDEX grid_version_once;
DROP INDEX code_issue_by_county;
CREATE INDEX code_issue_by_county ON code_issue (county, scheme);
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
ALTER TABLE code_issue DROP CONSTRAINT code_issue_sequence, DROP CONSTRAINT code_issue_names, DROP CONSTRAINT code_issue_of_county, DROP grid, DROP note,
  ADD CONSTRAINT code_issue_once UNIQUE (scheme, community, sequence),
  DROP CONSTRAINT code_issue_cn15,
  ADD CONSTRAINT code_issue_cn15 CHECK (scheme <> 'cn15' OR
    code ~ '^[0-9]{15}$' AND community = left(code, 12) AND sequence = right(code, 3)::integer AND sequence BETWEEN 1 AND 999),
  ADD CONSTRAINT code_issue_community FOREIGN KEY (community) REFERENCES division (code);
ALTER TABLE grid DROP CONSTRAINT grid_scheme;
ALTER TABLE crosswalk DROP CONSTRAINT crosswalk_scheme;
ALTER TABLE import
  DROP CONSTRAINT import_what,
  ADD CONSTRAINT import_what CHECK (what IN ('divisions', 'grids', 'officers', 'postings', 'streets', 'buildings'));
