package postgis_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"wangge/geo"
	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// importing is one kind of import: put stores two rows, the second of which differs where changed is set.
type importing struct {
	what string
	put  func(ctx context.Context, s *postgis.Store, im registry.Import, changed bool) (registry.Import, error)
}

func pick[T any](changed bool, is, was T) T {
	if changed {
		return is
	}
	return was
}

var importings = []importing{
	{"divisions", func(ctx context.Context, s *postgis.Store, im registry.Import, changed bool) (registry.Import, error) {
		return s.PutDivisions(ctx, im, []registry.Division{
			{Code: "370883002", Level: registry.Town, Parent: county, Name: "千泉街道"},
			{Code: "370883003", Level: registry.Town, Parent: county, Name: "凫山街道", Shape: pick(changed, square(1, 1), square(0, 0))},
		})
	}},
	{"grids", func(ctx context.Context, s *postgis.Store, im registry.Import, changed bool) (registry.Import, error) {
		im.Network = "police"
		return s.PutLegacy(ctx, im, []registry.LegacyGrid{
			{Code: "1", Shape: square(0, 0), AreaM2: 1},
			{Code: "2", Shape: square(0, 0), AreaM2: 1, Group: pick(changed, "b", "a")},
		})
	}},
	{"officers", func(ctx context.Context, s *postgis.Store, im registry.Import, changed bool) (registry.Import, error) {
		return s.PutOfficers(ctx, im, []registry.Officer{{ID: "1", Name: "张三"}, {ID: "2", Name: "李四", Phone: pick(changed, "2", "1")}})
	}},
	{"postings", func(ctx context.Context, s *postgis.Store, im registry.Import, changed bool) (registry.Import, error) {
		return s.PutPostings(ctx, im, []registry.Posting{
			{Network: "governance", Role: registry.Duty, Officer: "1", Target: town, State: registry.Active},
			{Network: "governance", Role: registry.Duty, Officer: "2", Target: community, State: pick(changed, registry.OnLeave, registry.Active)},
		})
	}},
	{"matters", func(ctx context.Context, s *postgis.Store, im registry.Import, changed bool) (registry.Import, error) {
		return s.PutMatters(ctx, im, []registry.Matter{
			{Code: "noise", Name: "噪声", Networks: []string{"urban"}},
			{Code: "street-lamp", Name: "路灯", Networks: pick(changed, []string{"governance", "urban"}, []string{"urban", "governance"})},
		})
	}},
	{"streets", func(ctx context.Context, s *postgis.Store, im registry.Import, changed bool) (registry.Import, error) {
		line := geo.Line{{X: 1169734000, Y: 354033000}, {X: 1169735000, Y: 354033000}}
		return s.PutStreets(ctx, im, []registry.Street{{ID: "1", Line: line}, {ID: "2", Name: pick(changed, "新街", "旧街"), Line: line}})
	}},
	{"buildings", func(ctx context.Context, s *postgis.Store, im registry.Import, changed bool) (registry.Import, error) {
		return s.PutBuildings(ctx, im, []registry.Building{{ID: "1", Shape: square(0, 0)}, {ID: "2", Shape: square(1, 0), Population: pick(changed, 4, 3)}})
	}},
}

// TestTheSameImportTwiceLeavesNoTrace of the second one: no row, no import, no audit, nothing for readers to load.
func TestTheSameImportTwiceLeavesNoTrace(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	s, err := postgis.Open(t.Context(), url, silent)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	db := connect(t, url)
	if _, err := s.PutDivisions(t.Context(), importOf("divisions"), divisions()); err != nil {
		t.Fatal(err)
	}
	const traces = `SELECT format('%s imports, %s audits, change %s', (SELECT count(*) FROM wangge.import), (SELECT count(*) FROM wangge.audit), change) FROM wangge.state`
	for _, kind := range importings {
		for _, step := range []struct {
			name    string
			changed bool
			want    registry.Tally
		}{
			{"new", false, registry.Tally{Added: 2}},
			{"again", false, registry.Tally{Unchanged: 2}},
			{"changed", true, registry.Tally{Changed: 1, Unchanged: 1}},
			{"changed again", true, registry.Tally{Unchanged: 2}},
		} {
			before := answer(t, db, traces)
			im, err := kind.put(t.Context(), s, importOf(kind.what), step.changed)
			if err != nil {
				t.Fatalf("%s %s: %v", kind.what, step.name, err)
			}
			if diff := cmp.Diff(step.want, im.Tally); diff != "" {
				t.Errorf("%s %s: %s", kind.what, step.name, diff)
			}
			if after := answer(t, db, traces); (before == after) == step.want.Any() {
				t.Errorf("%s %s: %s, then %s", kind.what, step.name, before, after)
			}
		}
	}
}

func TestImportsAreRememberedAsTheyWere(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	im := importOf("officers")
	im.Notes, im.Datum = []string{"一", "two"}, "gcj02"
	stored, err := s.PutOfficers(t.Context(), im, []registry.Officer{{ID: "1", Name: "张三"}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Import(t.Context(), im.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(stored, got); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Import(t.Context(), uuid.New()); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("an import that never was: %v", err)
	}
}

func TestAChangeWithoutAnAuthorIsRefused(t *testing.T) {
	t.Parallel()
	s := withDivisions(t)
	im := importOf("officers")
	im.Actor = registry.Actor{}
	if _, err := s.PutOfficers(t.Context(), im, []registry.Officer{{ID: "1", Name: "张三"}}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("got %v", err)
	}
}
