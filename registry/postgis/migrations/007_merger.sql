-- Mergers: proposals of unified grids, and the crosswalk of legacy codes that a revision is published with.

SET LOCAL search_path = wangge, public;

-- What a network says of its grids besides their ground.
ALTER TABLE legacy_grid
  ADD kind text NOT NULL DEFAULT 'base',
  ADD households integer, -- none: the network does not say
  ADD population integer,
  ADD CONSTRAINT legacy_grid_kind CHECK (kind IN ('base', 'dedicated')),
  ADD CONSTRAINT legacy_grid_counts CHECK (households >= 0 AND population >= 0),
  ADD CONSTRAINT legacy_grid_version UNIQUE (id, county, network, code);

-- As of grid: a version never changes; a live one may end, once.
CREATE FUNCTION refuse_rewriting_legacy() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
DECLARE
  ended legacy_grid := OLD;
BEGIN
  ended.valid_to := NEW.valid_to;
  IF OLD.valid_to IS NOT NULL OR NEW IS DISTINCT FROM ended THEN
    RAISE EXCEPTION 'grid % of network % is history: a change is a new version', OLD.code, OLD.network
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'legacy_grid_history', TABLE = 'legacy_grid';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER legacy_grid_history BEFORE UPDATE ON legacy_grid FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_legacy();
CREATE TRIGGER legacy_grid_final BEFORE DELETE OR TRUNCATE ON legacy_grid FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What mergers proposed: candidates, none of which binds anybody.
CREATE TABLE proposal (
  id        uuid PRIMARY KEY,
  county    text NOT NULL CONSTRAINT proposal_county REFERENCES division (code),
  name      text NOT NULL DEFAULT '',
  base      text NOT NULL,
  networks  text[] NOT NULL,      -- in the order of the owners of faces
  options   json NOT NULL,
  report    json NOT NULL,
  cancelled boolean NOT NULL,
  actor     text NOT NULL,
  reason    text NOT NULL DEFAULT '',
  at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT proposal_actor CHECK (actor <> '')
);
CREATE INDEX proposal_by_county ON proposal (county, at);

CREATE TABLE proposal_grid (
  proposal    uuid NOT NULL CONSTRAINT proposal_grid_proposal REFERENCES proposal (id) ON DELETE CASCADE,
  n           integer NOT NULL,
  community   text CONSTRAINT proposal_grid_community REFERENCES division (code),
  name        text NOT NULL,
  kind        text NOT NULL,
  geom        geometry(MultiPolygon, 4490) NOT NULL,
  area_m2     double precision NOT NULL,
  people      double precision NOT NULL,
  households  integer NOT NULL,
  main        text NOT NULL,      -- the base network's grid that most of its people are from; '' where there is none
  moved_share double precision NOT NULL,
  reason      text NOT NULL,      -- why it is out of band; '' within
  PRIMARY KEY (proposal, n),
  CONSTRAINT proposal_grid_number CHECK (n > 0),
  CONSTRAINT proposal_grid_kind CHECK (kind IN ('base', 'dedicated')),
  CONSTRAINT proposal_grid_counts CHECK (people >= 0 AND households >= 0),
  CONSTRAINT proposal_grid_moved CHECK (moved_share BETWEEN 0 AND 1)
);

CREATE TABLE proposal_crosswalk (
  proposal              uuid NOT NULL CONSTRAINT proposal_crosswalk_proposal REFERENCES proposal (id) ON DELETE CASCADE,
  network               text NOT NULL,
  legacy_code           text,      -- none: ground that the network never had
  n                     integer,   -- none: ground of no unified grid
  area_m2               double precision NOT NULL,
  area_share            double precision NOT NULL,
  grid_area_share       double precision NOT NULL,
  population            double precision NOT NULL,
  population_share      double precision NOT NULL,
  grid_population_share double precision NOT NULL,
  household_share       double precision NOT NULL,
  grid_household_share  double precision NOT NULL,
  class                 text NOT NULL,
  noise                 boolean NOT NULL, -- a border drawn twice
  CONSTRAINT proposal_crosswalk_once UNIQUE NULLS NOT DISTINCT (proposal, network, legacy_code, n),
  CONSTRAINT proposal_crosswalk_grid FOREIGN KEY (proposal, n) REFERENCES proposal_grid (proposal, n) ON DELETE CASCADE
);

CREATE TABLE proposal_face (
  proposal   uuid NOT NULL CONSTRAINT proposal_face_proposal REFERENCES proposal (id) ON DELETE CASCADE,
  face       integer NOT NULL,
  geom       geometry(Polygon, 4490) NOT NULL,
  community  text NOT NULL,        -- '' outside every division
  area_m2    double precision NOT NULL,
  people     double precision NOT NULL,
  households double precision NOT NULL, -- of buildings
  owners     json NOT NULL,        -- by network, the codes of the grids that cover it
  sliver     boolean NOT NULL,
  n          integer,              -- of its grid; none: ground of no unified grid
  PRIMARY KEY (proposal, face)
);

ALTER TABLE draft ADD proposal uuid CONSTRAINT draft_proposal REFERENCES proposal (id) ON DELETE SET NULL;
CREATE INDEX draft_by_proposal ON draft (proposal) WHERE proposal IS NOT NULL;

-- The crosswalk of a revision: which shares of a legacy grid, in its version of that time, are in which unified grid. Nothing
-- wrote the table that was here before.
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM crosswalk) THEN
    RAISE EXCEPTION 'the crosswalk has rows that no release of this program wrote: keep them elsewhere, and take them out' USING ERRCODE = 'restrict_violation';
  END IF;
END $$;
DROP TABLE crosswalk;
CREATE TABLE crosswalk (
  revision              integer NOT NULL CONSTRAINT crosswalk_revision REFERENCES revision (number),
  county                text NOT NULL,
  network               text NOT NULL,
  legacy_code           text,      -- none: ground that the network never had
  legacy_grid           bigint,    -- the version that it was then
  scheme                text NOT NULL DEFAULT 'cn15',
  code                  text,      -- none: ground of no unified grid
  area_m2               double precision NOT NULL,
  area_share            double precision NOT NULL,
  grid_area_share       double precision NOT NULL,
  population            double precision NOT NULL,
  population_share      double precision NOT NULL,
  grid_population_share double precision NOT NULL,
  household_share       double precision NOT NULL,
  grid_household_share  double precision NOT NULL,
  class                 text NOT NULL,
  noise                 boolean NOT NULL, -- a border drawn twice
  CONSTRAINT crosswalk_once UNIQUE NULLS NOT DISTINCT (revision, county, network, legacy_code, code),
  CONSTRAINT crosswalk_network FOREIGN KEY (county, network) REFERENCES network (county, name),
  CONSTRAINT crosswalk_legacy FOREIGN KEY (legacy_grid, county, network, legacy_code) REFERENCES legacy_grid (id, county, network, code),
  CONSTRAINT crosswalk_version CHECK ((legacy_code IS NULL) = (legacy_grid IS NULL)),
  CONSTRAINT crosswalk_scheme CHECK (scheme = 'cn15'),
  CONSTRAINT crosswalk_code FOREIGN KEY (scheme, code) REFERENCES code_issue (scheme, code),
  CONSTRAINT crosswalk_amounts CHECK (area_m2 >= 0 AND population >= 0),
  CONSTRAINT crosswalk_shares CHECK (area_share BETWEEN 0 AND 1 AND grid_area_share BETWEEN 0 AND 1 AND population_share BETWEEN 0 AND 1
    AND grid_population_share BETWEEN 0 AND 1 AND household_share BETWEEN 0 AND 1 AND grid_household_share BETWEEN 0 AND 1),
  CONSTRAINT crosswalk_class CHECK (class IN ('same', 'contained', 'contains', 'split', 'conflict', 'orphan', 'uncovered')
    AND (class = 'orphan') = (code IS NULL) AND (class = 'uncovered') = (legacy_code IS NULL))
);
CREATE TRIGGER crosswalk_final BEFORE UPDATE OR DELETE OR TRUNCATE ON crosswalk FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A crosswalk is written with its revision, about the map of that revision and legacy grids of that time, and tells of all that a
-- legacy grid had.
CREATE FUNCTION judge_crossing() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
DECLARE
  area       double precision;
  people     double precision;
  households double precision;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM revision WHERE number = NEW.revision AND county = NEW.county AND written_in = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'revision % of county % is history: a crosswalk is written with a new one, in its transaction', NEW.revision, NEW.county
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'revision_newest', TABLE = 'revision';
  ELSIF NEW.code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grid AS g WHERE g.code = NEW.code AND g.to_revision IS NULL) THEN
    RAISE EXCEPTION 'code % has no grid at revision %: a legacy code leads to grids that are there', NEW.code, NEW.revision
      USING ERRCODE = 'check_violation', CONSTRAINT = 'crosswalk_code_lives', TABLE = 'crosswalk';
  ELSIF NEW.legacy_code IS NULL THEN
    RETURN NULL;
  ELSIF NOT EXISTS (SELECT 1 FROM legacy_grid AS l WHERE l.id = NEW.legacy_grid AND l.valid_to IS NULL) THEN
    RAISE EXCEPTION 'grid % of network % is another one since: a crosswalk tells of the version that is live', NEW.legacy_code, NEW.network
      USING ERRCODE = 'check_violation', CONSTRAINT = 'crosswalk_legacy_lives', TABLE = 'crosswalk';
  END IF;
  SELECT sum(c.area_share), sum(c.population_share), sum(c.household_share) INTO area, people, households
    FROM crosswalk AS c WHERE (c.revision, c.county, c.network, c.legacy_code) = (NEW.revision, NEW.county, NEW.network, NEW.legacy_code);
  IF greatest(abs(area - 1), abs(people - 1), abs(households - 1)) > 1e-9 THEN
    RAISE EXCEPTION 'the shares of grid % of network % add up to % of its ground, % of its people and % of its households: write down all, what is in no unified grid as a row without code',
      NEW.legacy_code, NEW.network, area, people, households
      USING ERRCODE = 'check_violation', CONSTRAINT = 'crosswalk_complete', TABLE = 'crosswalk';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER crosswalk_story AFTER INSERT ON crosswalk
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION judge_crossing();

GRANT SELECT ON proposal, proposal_grid, proposal_crosswalk, proposal_face, crosswalk TO wangge_app;
GRANT INSERT ON proposal, proposal_grid, proposal_crosswalk, proposal_face, crosswalk TO wangge_app;
GRANT DELETE ON proposal TO wangge_app;

---- create above / drop below ----

-- As of the first: once a code is issued, nothing is taken down.
SET LOCAL search_path = wangge, public;
LOCK TABLE code_issue IN ACCESS EXCLUSIVE MODE;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM code_issue) THEN
    RAISE EXCEPTION 'codes have been issued: the schema is not taken down any more' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'code_issue_final';
  END IF;
END $$;
DROP TABLE crosswalk;
DROP FUNCTION judge_crossing;
CREATE TABLE crosswalk (
  revision         integer NOT NULL CONSTRAINT crosswalk_revision REFERENCES revision (number),
  county           text NOT NULL,
  network          text NOT NULL,
  legacy_code      text NOT NULL,
  scheme           text NOT NULL DEFAULT 'cn15',
  code             text NOT NULL,
  area_share       double precision NOT NULL,
  population_share double precision NOT NULL,
  PRIMARY KEY (revision, county, network, legacy_code, scheme, code),
  CONSTRAINT crosswalk_network FOREIGN KEY (county, network) REFERENCES network (county, name),
  CONSTRAINT crosswalk_code FOREIGN KEY (scheme, code) REFERENCES code_issue (scheme, code),
  CONSTRAINT crosswalk_scheme CHECK (scheme = 'cn15'),
  CONSTRAINT crosswalk_shares CHECK (area_share BETWEEN 0 AND 1 AND population_share BETWEEN 0 AND 1)
);
CREATE TRIGGER crosswalk_final BEFORE UPDATE OR DELETE OR TRUNCATE ON crosswalk FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON crosswalk TO wangge_app;
ALTER TABLE draft DROP COLUMN proposal;
DROP TABLE proposal_face, proposal_crosswalk, proposal_grid, proposal;
DROP TRIGGER legacy_grid_history ON legacy_grid;
DROP TRIGGER legacy_grid_final ON legacy_grid;
DROP FUNCTION refuse_rewriting_legacy;
ALTER TABLE legacy_grid DROP CONSTRAINT legacy_grid_version, DROP kind, DROP households, DROP population;
