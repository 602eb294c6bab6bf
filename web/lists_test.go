package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/registry/snapshot"
)

// listed is a page of any list.
type listed struct {
	Items []struct {
		ID, Code, Name, Level, Network, Grid, Kind string
		Number                                     int
	}
	Next string
}

// key is what an item of a list goes by.
func key(t *testing.T, page listed) (keys []string) {
	t.Helper()
	for _, item := range page.Items {
		keys = append(keys, strings.Join([]string{item.ID, item.Network, item.Code, strings.Repeat("I", item.Number)}, ""))
	}
	return keys
}

// walk follows a list from page to page.
func (s *service) walk(t *testing.T, path, limit string) (keys []string, pages int) {
	t.Helper()
	at, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	q := at.Query()
	q.Set("limit", limit)
	for {
		at.RawQuery = q.Encode()
		var page listed
		s.get(t, at.String(), http.StatusOK, &page)
		keys = append(keys, key(t, page)...)
		if pages++; page.Next == "" {
			return keys, pages
		}
		q.Set("cursor", page.Next)
	}
}

func TestPagesOfAListAddUpToTheList(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for _, test := range []struct {
		path string
		size int
	}{
		{"/v1/grids", grids},
		{"/v1/divisions", 0},
		{"/v1/divisions?level=town", 0},
		{"/v1/grids?town=370883001", 0},
		{"/v1/search?q=370883", 0},
		{"/v1/revisions", revisions},
		{"/v1/imports", 8},
	} {
		t.Run(test.path, func(t *testing.T) {
			t.Parallel()
			whole, pages := s.walk(t, test.path, "1000")
			if pages != 1 || len(whole) < 2 || test.size > 0 && len(whole) != test.size {
				t.Fatalf("%d items on %d pages, want %d on one", len(whole), pages, test.size)
			}
			parts, pages := s.walk(t, test.path, "2")
			if diff := cmp.Diff(whole, parts); diff != "" || pages != (len(whole)+1)/2 {
				t.Errorf("%d pages: %s", pages, diff)
			}
			distinct := slices.Clone(whole)
			slices.Sort(distinct)
			if len(slices.Compact(distinct)) != len(whole) {
				t.Errorf("items come twice: %v", whole)
			}
		})
	}
}

func TestSearchFindsNamesCodePrefixesAndOldCodes(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	var all listed
	s.get(t, "/v1/grids?limit=1", http.StatusOK, &all)
	grid := all.Items[0]
	old, err := s.store.Legacy(t.Context(), county, "governance")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, q string
		want    listed
		first   string
	}{
		{name: "whole code", q: grid.Code, first: grid.Code},
		{name: "in full-width digits, with spaces", q: fullWidth(grid.Code[:6]) + " " + grid.Code[6:], first: grid.Code},
		{name: "beginning of a code", q: grid.Code[:12], first: grid.Code[:12]},
		{name: "name", q: grid.Name, first: grid.Code},
		{name: "part of a name", q: "龙山", first: "370883001013"},
		{name: "old code", q: old[0].Code, first: old[0].Code},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got listed
			s.get(t, "/v1/search?"+url.Values{"q": {test.q}}.Encode(), http.StatusOK, &got)
			if len(got.Items) == 0 || got.Items[0].Code != test.first {
				t.Errorf("%s finds %+v, want %s first", test.q, got.Items, test.first)
			}
		})
	}
	var hits struct{ Items []snapshot.Hit }
	s.get(t, "/v1/search?"+url.Values{"q": {old[0].Code}}.Encode(), http.StatusOK, &hits)
	if h := hits.Items[0]; h.Kind != snapshot.LegacyHit || h.Network != "governance" || h.Grid == "" || len(h.Path) != 3 {
		t.Errorf("an old code leads to %+v", h)
	}
}

// fullWidth writes digits as Chinese input methods do.
func fullWidth(digits string) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, digits)
}

func TestGridsAndDivisionsByCode(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	var town struct {
		Code, Level, Parent string
		Children, Grids     int
		Geometry            any
		BBox                []float64
	}
	s.get(t, "/v1/divisions/370883001", http.StatusOK, &town)
	if town.Level != "town" || town.Parent != county || town.Children == 0 || town.Grids == 0 || town.Geometry == nil || len(town.BBox) != 4 {
		t.Errorf("the town is %+v", town)
	}
	communities, _ := s.walk(t, "/v1/divisions?parent=370883001", "1000")
	if len(communities) != town.Children {
		t.Errorf("%d communities are listed, the town says %d", len(communities), town.Children)
	}
	inTown, _ := s.walk(t, "/v1/grids?town=370883001", "1000")
	byCode, _ := s.walk(t, "/v1/grids?prefix=370883001", "1000")
	if diff := cmp.Diff(inTown, byCode); diff != "" || len(inTown) != town.Grids {
		t.Errorf("the town says %d grids: %s", town.Grids, diff)
	}
	for _, path := range []string{"/v1/grids/370883999999999", "/v1/divisions/370883999", "/v1/grids/%20", "/v1/imports/6ba7b810-9dad-11d1-80b4-00c04fd430c8"} {
		s.refused(t, s.request(t, http.MethodGet, path, nil), http.StatusNotFound)
	}
}
