package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// A wrong parameter is refused by name, never replaced by a default.
func TestWrongParametersAreRefusedByName(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	const here = "lng=116.9734&lat=35.4033&datum=wgs84"
	for _, test := range []struct {
		name, path string
		want       []string // locations
	}{
		{"unknown", "/v1/resolve?" + here + "&zoom=3", []string{"query.zoom"}},
		{"twice", "/v1/resolve?" + here + "&lng=117", []string{"query.lng"}},
		{"missing", "/v1/resolve?lng=116.9734", []string{"query.lat", "query.datum"}},
		{"all of them", "/v1/resolve?lng=abc&lat=&datum=wgs72&a=1", []string{"query.a", "query.datum", "query.lat", "query.lng"}},
		{"empty", "/v1/grids?limit=", []string{"query.limit"}},
		{"NaN", "/v1/resolve?lng=NaN&lat=35.4033&datum=wgs84", []string{"query.lng"}},
		{"infinite", "/v1/resolve?lng=116.9734&lat=-Inf&datum=wgs84", []string{"query.lat"}},
		{"beyond what a number holds", "/v1/resolve?lng=1e999&lat=35.4033&datum=wgs84", []string{"query.lng"}},
		{"hexadecimal", "/v1/resolve?lng=0x74&lat=35.4033&datum=wgs84", []string{"query.lng"}},
		{"datum unknown", "/v1/resolve?lng=116.9734&lat=35.4033&datum=WGS-84", []string{"query.datum"}},
		{"network unknown", "/v1/resolve?" + here + "&network=water", []string{"query.network"}},
		{"accuracy NaN", "/v1/resolve?" + here + "&accuracy=NaN", []string{"query.accuracy"}},
		{"accuracy below 0", "/v1/resolve?" + here + "&accuracy=-1", []string{"query.accuracy"}},
		{"accuracy 0", "/v1/resolve?" + here + "&accuracy=0", []string{"query.accuracy"}},
		{"accuracy no number", "/v1/resolve?" + here + "&accuracy=abc", []string{"query.accuracy"}},
		{"accuracy of 50 km", "/v1/resolve?" + here + "&accuracy=50000", []string{"query.accuracy"}},
		{"threshold above 1", "/v1/resolve?" + here + "&accuracy=20&ambiguousBelow=80", []string{"query.ambiguousBelow"}},
		{"threshold without accuracy", "/v1/resolve?" + here + "&ambiguousBelow=0.5", []string{"query.ambiguousBelow"}},
		{"trace neither true nor false", "/v1/resolve?" + here + "&trace=yes", []string{"query.trace"}},
		{"limit not whole", "/v1/grids?limit=1.5", []string{"query.limit"}},
		{"limit too small", "/v1/grids?limit=0", []string{"query.limit"}},
		{"limit too large", "/v1/divisions?limit=1001", []string{"query.limit"}},
		{"cursor of another list", "/v1/grids?cursor=next", []string{"query.cursor"}},
		{"cursor of an import that is not there", "/v1/imports?cursor=6ba7b810-9dad-11d1-80b4-00c04fd430c8", []string{"query.cursor"}},
		{"level unknown", "/v1/divisions?level=province", []string{"query.level"}},
		{"search for nothing", "/v1/search", []string{"query.q"}},
		{"an id that is none", "/v1/imports/1", []string{"path.id"}},
		{"events of an id that is none", "/v1/imports/1/events", []string{"path.id"}},
		{"tile number", "/tiles/grids/12/3.5/1617.mvt", []string{"path.x"}},
		{"tile beyond the world", "/tiles/grids/12/3378/4096.mvt", []string{"path.y"}},
		{"tile revision", "/tiles/grids/12/3378/1617.mvt?rev=new", []string{"query.rev"}},
		{"on a page of operators", "/healthz?verbose=1", []string{"query.verbose"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := s.refused(t, s.request(t, http.MethodGet, test.path, nil), http.StatusBadRequest)
			var got []string
			for _, e := range p.Errors {
				got = append(got, e.Location)
			}
			if !slices.Equal(got, test.want) || p.Type != "/problems/parameters" {
				t.Errorf("%s names %v in %+v, want %v", test.path, got, p, test.want)
			}
			for _, location := range test.want {
				if _, name, _ := strings.Cut(location, "."); !strings.Contains(p.Detail, name+": ") {
					t.Errorf("the detail does not name %s: %s", name, p.Detail)
				}
			}
		})
	}
}

func TestAQueryThatCannotBeReadIsRefused(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for _, path := range []string{"/v1/grids?limit=%zz", "/v1/networks?a;b", "/docs?%"} {
		s.refused(t, s.request(t, http.MethodGet, path, nil), http.StatusBadRequest)
	}
}
