-- The registry: divisions, networks, grids by version, the ledger of codes, people, places, imports,
-- drafts, revisions and the audit log. All geometry is CGCS2000 in degrees (EPSG:4490) on the lattice of 1e-7 degree.
--
-- Role wangge_app is the service's. It owns nothing here: the rules below hold against it.

-- Roles are shared by all databases of a server: it may be there already, or come this very moment.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'wangge_app') THEN
    CREATE ROLE wangge_app NOLOGIN;
    EXECUTE format('GRANT wangge_app TO %I', current_user); -- who may make a role may not yet act as it
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'role wangge_app is missing, and % may not make it: as a superuser, run CREATE ROLE wangge_app; GRANT wangge_app TO %', current_user, current_user
      USING ERRCODE = 'undefined_object';
END $$;

CREATE SCHEMA wangge;
SET LOCAL search_path = wangge, public;

-- lattice gives a shape in whole numbers, on which GEOS decides exactly. Shapes that lie on the lattice come through unharmed.
CREATE FUNCTION lattice(g geometry) RETURNS geometry LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ST_SnapToGrid(ST_SetSRID(ST_Scale(g, 1e7, 1e7), 0), 1);

CREATE TABLE state (
  one    boolean PRIMARY KEY DEFAULT true,
  change bigint NOT NULL DEFAULT 0,  -- grows with every commit that a reader can see
  CONSTRAINT state_one_row CHECK (one)
);
INSERT INTO state DEFAULT VALUES;

CREATE TABLE division (
  code       text PRIMARY KEY,
  county     text NOT NULL,
  level      text NOT NULL,
  parent     text CONSTRAINT division_parent REFERENCES division (code) DEFERRABLE INITIALLY DEFERRED,
  name       text NOT NULL,
  geom       geometry(MultiPolygon, 4490),
  valid_from timestamptz NOT NULL DEFAULT now(),
  valid_to   timestamptz,
  CONSTRAINT division_level CHECK (level IN ('county', 'town', 'community')),
  CONSTRAINT division_code CHECK (CASE level
    WHEN 'county' THEN code = county AND parent IS NULL AND code ~ '^[0-9A-Za-z][0-9A-Za-z_-]{0,31}$'
    WHEN 'town' THEN code ~ '^[0-9]{9}$' AND parent = left(code, 6) AND county = parent
    ELSE code ~ '^[0-9]{12}$' AND parent = left(code, 9) AND county = left(code, 6) END),
  CONSTRAINT division_period CHECK (valid_to > valid_from)
);
CREATE INDEX division_by_county ON division (county);

CREATE TABLE network (
  county text NOT NULL CONSTRAINT network_county REFERENCES division (code),
  name   text NOT NULL,
  datum  text NOT NULL DEFAULT '',
  PRIMARY KEY (county, name),
  CONSTRAINT network_name CHECK (name ~ '^[^[:space:][:cntrl:]/]{1,64}$')
);

-- A row is written when all of its revision is, and is final.
CREATE TABLE revision (
  number       integer PRIMARY KEY,
  county       text NOT NULL CONSTRAINT revision_county REFERENCES division (code),
  published_at timestamptz NOT NULL DEFAULT now(),
  actor        text NOT NULL,
  reason       text NOT NULL DEFAULT '',
  reverts      integer CONSTRAINT revision_reverts REFERENCES revision (number),
  added        integer NOT NULL DEFAULT 0,
  changed      integer NOT NULL DEFAULT 0,
  removed      integer NOT NULL DEFAULT 0,
  unchanged    integer NOT NULL DEFAULT 0,
  CONSTRAINT revision_actor CHECK (actor <> '')
);

-- The ledger: a row is final when it is written.
CREATE TABLE code_issue (
  scheme    text NOT NULL,
  code      text NOT NULL,
  county    text NOT NULL,
  community text NOT NULL CONSTRAINT code_issue_community REFERENCES division (code),
  sequence  integer NOT NULL,
  batch     uuid NOT NULL,
  algorithm text NOT NULL,
  actor     text NOT NULL,
  issued_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scheme, code),
  CONSTRAINT code_issue_once UNIQUE (scheme, community, sequence),
  CONSTRAINT code_issue_cn15 CHECK (scheme <> 'cn15' OR
    code ~ '^[0-9]{15}$' AND community = left(code, 12) AND sequence = right(code, 3)::integer AND sequence BETWEEN 1 AND 999)
);
CREATE INDEX code_issue_by_county ON code_issue (county, scheme);

-- A row for each version of a grid; the live one has no end.
CREATE TABLE grid (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scheme        text NOT NULL DEFAULT 'cn15',
  code          text NOT NULL,
  county        text NOT NULL,
  community     text NOT NULL CONSTRAINT grid_community REFERENCES division (code),
  name          text NOT NULL DEFAULT '',
  kind          text NOT NULL DEFAULT 'base',
  geom          geometry(MultiPolygon, 4490) NOT NULL,
  area_m2       double precision NOT NULL,
  households    integer NOT NULL DEFAULT 0,
  population    integer NOT NULL DEFAULT 0,
  body          text NOT NULL DEFAULT '',
  from_revision integer NOT NULL CONSTRAINT grid_from_revision REFERENCES revision (number) DEFERRABLE INITIALLY DEFERRED,
  to_revision   integer CONSTRAINT grid_to_revision REFERENCES revision (number) DEFERRABLE INITIALLY DEFERRED,
  valid_from    timestamptz NOT NULL DEFAULT now(),
  valid_to      timestamptz,
  CONSTRAINT grid_code_issued FOREIGN KEY (scheme, code) REFERENCES code_issue (scheme, code),
  CONSTRAINT grid_kind CHECK (kind IN ('base', 'dedicated')),
  CONSTRAINT grid_in_community CHECK (left(code, 12) = community AND left(code, 6) = county),
  CONSTRAINT grid_counts CHECK (households >= 0 AND population >= 0),
  CONSTRAINT grid_area CHECK (area_m2 > 0),
  CONSTRAINT grid_valid_shape CHECK (NOT ST_IsEmpty(geom) AND ST_IsValid(lattice(geom))),
  CONSTRAINT grid_period CHECK ((to_revision IS NULL) = (valid_to IS NULL) AND to_revision > from_revision)
);
CREATE UNIQUE INDEX grid_live_once ON grid (code) WHERE to_revision IS NULL;
CREATE INDEX grid_live_geom ON grid USING gist (geom) WHERE to_revision IS NULL;
CREATE INDEX grid_by_revision ON grid (county, from_revision);

-- Interiors of live grids do not meet. The lock lets transactions judge one after the other, each
-- seeing what the one before committed; that holds under READ COMMITTED only, so nothing else may write grids.
-- EXPLAIN: Index Scan using grid_live_geom, Index Cond (geom && mine.geom); about 0.6 ms for a grid of 120 vertices, be it
-- one of 1,410 or of 20,000.
CREATE FUNCTION refuse_overlap() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
DECLARE
  mine  grid;
  other text;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'grids are written in READ COMMITTED transactions only' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('wangge.grid'));
  SELECT * INTO mine FROM grid WHERE id = NEW.id AND to_revision IS NULL;
  IF NOT FOUND THEN
    RETURN NULL; -- it ended later in the same transaction
  END IF;
  SELECT g.code INTO other FROM grid g
   WHERE g.to_revision IS NULL AND g.id <> mine.id AND g.geom && mine.geom
     AND ST_Relate(lattice(g.geom), lattice(mine.geom), '2********')
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'grid % overlaps grid %', mine.code, other
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'grid_no_overlap', TABLE = 'grid';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grid_no_overlap AFTER INSERT OR UPDATE OF geom, to_revision ON grid
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_overlap();

-- Who became what, and with which shares.
CREATE TABLE lineage (
  revision         integer NOT NULL CONSTRAINT lineage_revision REFERENCES revision (number),
  scheme           text NOT NULL DEFAULT 'cn15',
  predecessor      text NOT NULL,
  successor        text NOT NULL,
  area_share       double precision NOT NULL,
  population_share double precision NOT NULL,
  PRIMARY KEY (revision, scheme, predecessor, successor),
  CONSTRAINT lineage_predecessor FOREIGN KEY (scheme, predecessor) REFERENCES code_issue (scheme, code),
  CONSTRAINT lineage_successor FOREIGN KEY (scheme, successor) REFERENCES code_issue (scheme, code),
  CONSTRAINT lineage_shares CHECK (area_share BETWEEN 0 AND 1 AND population_share BETWEEN 0 AND 1)
);

-- Grids of the other networks, as they came: their faults are findings and block nothing.
CREATE TABLE legacy_grid (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  county     text NOT NULL,
  network    text NOT NULL,
  code       text NOT NULL,
  name       text NOT NULL DEFAULT '',
  belongs_to text NOT NULL DEFAULT '',
  geom       geometry(MultiPolygon, 4490) NOT NULL,
  area_m2    double precision NOT NULL,
  valid_from timestamptz NOT NULL DEFAULT now(),
  valid_to   timestamptz,
  CONSTRAINT legacy_grid_network FOREIGN KEY (county, network) REFERENCES network (county, name),
  CONSTRAINT legacy_grid_code CHECK (code <> ''),
  CONSTRAINT legacy_grid_period CHECK (valid_to >= valid_from)
);
CREATE UNIQUE INDEX legacy_grid_live_once ON legacy_grid (county, network, code) WHERE valid_to IS NULL;
CREATE INDEX legacy_grid_live_geom ON legacy_grid USING gist (geom) WHERE valid_to IS NULL;

-- Which share of a legacy grid lies in which unified grid.
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
  CONSTRAINT crosswalk_shares CHECK (area_share BETWEEN 0 AND 1 AND population_share BETWEEN 0 AND 1)
);

CREATE TABLE officer (
  county text NOT NULL CONSTRAINT officer_county REFERENCES division (code),
  id     text NOT NULL,
  name   text NOT NULL,
  phone  text NOT NULL DEFAULT '',
  public boolean NOT NULL DEFAULT false,
  PRIMARY KEY (county, id),
  CONSTRAINT officer_named CHECK (id <> '' AND name <> '')
);

CREATE TABLE posting (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  county     text NOT NULL,
  network    text NOT NULL,
  role       text NOT NULL,
  officer    text,
  target     text NOT NULL,
  state      text NOT NULL,
  deputy     boolean NOT NULL DEFAULT false,
  begins     timestamptz,
  valid_from timestamptz NOT NULL DEFAULT now(),
  valid_to   timestamptz,
  CONSTRAINT posting_officer FOREIGN KEY (county, officer) REFERENCES officer (county, id),
  CONSTRAINT posting_state CHECK (state IN ('active', 'leave', 'vacant')),
  CONSTRAINT posting_held CHECK (officer IS NOT NULL OR state = 'vacant'),
  CONSTRAINT posting_target CHECK (left(target, 6) = county),
  CONSTRAINT posting_period CHECK (valid_to >= valid_from)
);
CREATE INDEX posting_live ON posting (county, target) WHERE valid_to IS NULL;

CREATE TABLE street (
  county text NOT NULL CONSTRAINT street_county REFERENCES division (code),
  id     text NOT NULL,
  name   text NOT NULL DEFAULT '',
  class  text NOT NULL DEFAULT '',
  geom   geometry(LineString, 4490) NOT NULL,
  PRIMARY KEY (county, id)
);

CREATE TABLE building (
  county     text NOT NULL CONSTRAINT building_county REFERENCES division (code),
  id         text NOT NULL,
  name       text NOT NULL DEFAULT '',
  geom       geometry(MultiPolygon, 4490) NOT NULL,
  households integer NOT NULL DEFAULT 0,
  population integer NOT NULL DEFAULT 0,
  PRIMARY KEY (county, id),
  CONSTRAINT building_counts CHECK (households >= 0 AND population >= 0)
);
CREATE INDEX building_geom ON building USING gist (geom);

CREATE TABLE draft (
  id      uuid PRIMARY KEY,
  county  text NOT NULL CONSTRAINT draft_county REFERENCES division (code),
  base    integer NOT NULL,
  state   text NOT NULL DEFAULT 'open',
  actor   text NOT NULL,
  reason  text NOT NULL DEFAULT '',
  created timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT draft_state CHECK (state IN ('open', 'published', 'discarded'))
);
CREATE INDEX draft_by_county ON draft (county, created);
CREATE UNIQUE INDEX draft_open_once ON draft (county) WHERE state = 'open';

CREATE TABLE draft_grid (
  draft      uuid NOT NULL CONSTRAINT draft_grid_draft REFERENCES draft (id),
  n          integer NOT NULL,
  code       text,
  community  text NOT NULL CONSTRAINT draft_grid_community REFERENCES division (code),
  name       text NOT NULL DEFAULT '',
  kind       text NOT NULL DEFAULT 'base',
  geom       geometry(MultiPolygon, 4490) NOT NULL,
  area_m2    double precision NOT NULL,
  households integer NOT NULL DEFAULT 0,
  population integer NOT NULL DEFAULT 0,
  body       text NOT NULL DEFAULT '',
  PRIMARY KEY (draft, n),
  CONSTRAINT draft_grid_code_once UNIQUE (draft, code)
);

CREATE TABLE import (
  id      uuid PRIMARY KEY,
  n       bigint GENERATED ALWAYS AS IDENTITY,
  county  text NOT NULL,
  what    text NOT NULL,
  network text NOT NULL DEFAULT '',
  files   text[] NOT NULL,
  datum   text NOT NULL DEFAULT '',
  notes   text[] NOT NULL,
  added   integer NOT NULL,
  changed integer NOT NULL,
  removed integer NOT NULL,
  unchanged integer NOT NULL,
  draft   uuid CONSTRAINT import_draft REFERENCES draft (id),
  actor   text NOT NULL,
  reason  text NOT NULL DEFAULT '',
  at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT import_what CHECK (what IN ('divisions', 'grids', 'officers', 'postings', 'streets', 'buildings'))
);
CREATE INDEX import_by_n ON import (n);

CREATE TABLE audit (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL DEFAULT now(),
  actor   text NOT NULL,
  reason  text NOT NULL DEFAULT '',
  action  text NOT NULL,
  county  text NOT NULL,
  subject text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  role    text NOT NULL DEFAULT session_user,
  CONSTRAINT audit_actor CHECK (actor <> '')
);

-- The ledger, the audit log and revisions are final: rows are added, never changed or taken away.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: what is written there is final', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_final', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER code_issue_final BEFORE UPDATE OR DELETE OR TRUNCATE ON code_issue FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER revision_final BEFORE UPDATE OR DELETE OR TRUNCATE ON revision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grid_final BEFORE DELETE OR TRUNCATE ON grid FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A version never changes; a live one may end, once.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql SET search_path = wangge, public, pg_temp AS $$
DECLARE
  ended grid := OLD;
BEGIN
  ended.to_revision := NEW.to_revision;
  ended.valid_to := NEW.valid_to;
  IF OLD.to_revision IS NOT NULL OR NEW IS DISTINCT FROM ended THEN
    RAISE EXCEPTION 'grid % of revision % is history: a change is a new version', OLD.code, OLD.from_revision
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'grid_history', TABLE = 'grid';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grid_history BEFORE UPDATE ON grid FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

GRANT USAGE ON SCHEMA wangge TO wangge_app;
GRANT SELECT ON public.wangge_schema_version TO wangge_app; -- to see that nothing is left to migrate
GRANT SELECT ON ALL TABLES IN SCHEMA wangge TO wangge_app;
GRANT INSERT ON code_issue, audit, revision, grid, lineage, crosswalk, import TO wangge_app;
GRANT INSERT, UPDATE ON division, network, legacy_grid, officer, posting, street, building, draft, draft_grid TO wangge_app;
GRANT UPDATE ON state, grid TO wangge_app;

---- create above / drop below ----

-- Codes are for ever: a schema that has issued one is never taken down. Whoever is about to issue one is waited for.
LOCK TABLE wangge.code_issue IN ACCESS EXCLUSIVE MODE;
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM wangge.code_issue) THEN
    RAISE EXCEPTION 'codes have been issued: the schema is not taken down any more' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'code_issue_final';
  END IF;
END $$;
DROP SCHEMA wangge CASCADE;
