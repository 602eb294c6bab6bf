package web_test

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry/snapshot"
	"wangge/web"
)

// ask is a position as a caller gives it.
func ask(lng, lat any, datum string) string {
	return "/v1/resolve?" + url.Values{"lng": {fmt.Sprint(lng)}, "lat": {fmt.Sprint(lat)}, "datum": {datum}}.Encode()
}

func TestOnePlaceInThreeDatumsIsOneGridWithItsPathAndPeople(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	var first snapshot.Resolution
	s.get(t, ask(116.9734, 35.4033, "wgs84"), http.StatusOK, &first)
	for i, level := range []string{"county", "town", "community"} {
		if string(first.Path[i].Level) != level || !strings.HasPrefix(first.Grid.Code, first.Path[i].Code) || first.Path[i].Name == "" {
			t.Errorf("step %d of the path is %+v", i, first.Path[i])
		}
	}
	if len(first.People) == 0 || first.Revision.Number != revisions || first.Border.DistanceM <= 0 || first.Border.Neighbour == "" {
		t.Errorf("got %+v", first)
	}
	for _, place := range []struct {
		lng, lat float64
		datum    datum.Datum
		shift    float64
	}{
		{116.9734, 35.4033, datum.CGCS2000, 0},
		{116.978994454, 35.402954250, datum.GCJ02, 510},
		{116.985449213, 35.409114374, datum.BD09, 1270},
	} {
		var got snapshot.Resolution
		s.get(t, ask(place.lng, place.lat, string(place.datum)), http.StatusOK, &got)
		if math.Abs(got.Position.ShiftM-place.shift) > 10 || got.Position.Given != place.datum {
			t.Errorf("%s: position %+v, want a shift of about %v m", place.datum, got.Position, place.shift)
		}
		got.Position = first.Position
		if diff := cmp.Diff(first, got, cmpopts.IgnoreUnexported(snapshot.Resolution{})); diff != "" {
			t.Errorf("%s is another answer: %s", place.datum, diff)
		}
	}
}

func TestNamesAndPhonesAreMaskedUnlessPublic(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	var grids struct{ Items []struct{ Code string } }
	s.get(t, "/v1/grids?limit=1000", http.StatusOK, &grids)
	masked, public := 0, 0
	for _, g := range grids.Items {
		var details struct {
			People []snapshot.Person
		}
		s.get(t, "/v1/grids/"+g.Code, http.StatusOK, &details)
		for _, p := range details.People {
			switch {
			case strings.Contains(p.Name, "*") && strings.Contains(p.Phone, "*"):
				masked++
			case p.Role == "head": // the roster makes heads public: they stand on the plate
				public++
			default:
				t.Errorf("%s tells %+v", g.Code, p)
			}
		}
	}
	if masked == 0 || public == 0 {
		t.Errorf("%d people are masked, %d are not", masked, public)
	}
}

func TestAPointOnASharedBorderHasOneOwner(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	var grids struct{ Items []struct{ Code string } }
	s.get(t, "/v1/grids?limit=5", http.StatusOK, &grids)
	for _, g := range grids.Items {
		var details struct {
			Geometry struct{ Coordinates orb.MultiPolygon }
		}
		s.get(t, "/v1/grids/"+g.Code, http.StatusOK, &details)
		for _, vertex := range details.Geometry.Coordinates[0][0][:20] {
			owners := map[string]bool{}
			for _, d := range datum.Words { // the conversions meet the same lattice point
				at, err := d.FromCGCS2000(vertex)
				if err != nil {
					t.Fatal(err)
				}
				var got snapshot.Resolution
				s.get(t, ask(fmt.Sprintf("%.12f", at[0]), fmt.Sprintf("%.12f", at[1]), string(d)), http.StatusOK, &got)
				owners[got.Grid.Code] = true
				if got.Border.DistanceM != 0 {
					t.Errorf("%v lies on a border, and yet %v m away from it", vertex, got.Border.DistanceM)
				}
			}
			if len(owners) != 1 {
				t.Errorf("%v belongs to %v", vertex, owners)
			}
		}
	}
}

func TestOutsideIsAProblemThatNamesTheNearestGrid(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	p := s.refused(t, s.request(t, http.MethodGet, ask(118.0, 35.4033, "wgs84"), nil), http.StatusNotFound)
	if p.Type != "/problems/outside" || p.Nearest == nil || p.Nearest.DistanceM < 10_000 || !strings.Contains(p.Detail, p.Nearest.Code) || !strings.Contains(p.Detail, "outside") {
		t.Fatalf("got %+v", p)
	}
	s.get(t, "/v1/grids/"+p.Nearest.Code, http.StatusOK, nil)
	var way web.Problem
	s.get(t, ask(118.0, 35.4033, "wgs84"), http.StatusNotFound, &way)
	if n := way.Nearest; n.BearingDeg < 240 || n.BearingDeg > 300 || n.Direction.EN != "west" || n.Direction.ZH != "西" || !strings.Contains(way.Detail, "m to the west") {
		t.Errorf("the way back is %+v: %s", n, way.Detail)
	}
}

func TestNumbersThatAreNoPositionAreToldWhatTheyLookLike(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	for _, test := range []struct{ name, path, want string }{
		{"swapped", ask(35.4033, 116.9734, "wgs84"), "swapped"},
		{"metres", ask(497583.709, 3919337.052, "cgcs2000"), "metres"},
		{"beyond the earth", ask(-181, 35.4, "wgs84"), "between -180 and 180"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := s.refused(t, s.request(t, http.MethodGet, test.path, nil), http.StatusBadRequest)
			if !strings.Contains(p.Detail, test.want) {
				t.Errorf("got %q, want it to say %q", p.Detail, test.want)
			}
		})
	}
}
