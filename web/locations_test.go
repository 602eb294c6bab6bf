package web_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"wangge/geo"
	"wangge/geo/hexagon"
	"wangge/registry/snapshot"
	"wangge/web"
)

// What resolve calls a place leads back to it, to a point of the same grid with the same code.
func TestALocationCodeLeadsBackToItsPlace(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	r := rand.New(rand.NewPCG(6, 13))
	grids := s.live(t)
	for range 60 {
		g := grids[r.IntN(len(grids))]
		p := g.Shape[0][0][r.IntN(len(g.Shape[0][0]))]
		p = geo.Point{X: p.X + r.Int32N(4000) - 2000, Y: p.Y + r.Int32N(4000) - 2000}
		if g.Shape.Side(p) != geo.Inside {
			continue
		}
		var there, back snapshot.Resolution
		s.get(t, ask(p.Orb()[0], p.Orb()[1], "cgcs2000"), http.StatusOK, &there)
		var place web.Location
		s.get(t, "/v1/grids/"+there.Grid.Code+"/locations/"+there.LocationCode+"?datum=gcj02", http.StatusOK, &place)
		if place.Grid != there.Grid || place.H3 != hexagon.At(p, 13).String() || place.Position.Datum != "gcj02" {
			t.Errorf("%v is %s %s, which is %+v", p, there.Grid.Code, there.LocationCode, place)
		}
		s.get(t, ask(fmt.Sprintf("%.12f", place.Position.Lng), fmt.Sprintf("%.12f", place.Position.Lat), "gcj02"), http.StatusOK, &back)
		if back.Grid != there.Grid || back.LocationCode != there.LocationCode {
			t.Errorf("%s %s leads to %s %s", there.Grid.Code, there.LocationCode, back.Grid.Code, back.LocationCode)
		}
	}
}

func TestALocationCodeThatTheGridDoesNotHaveIsRefused(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	g := s.live(t)[0]
	at := func(code, location string) *http.Request {
		return s.request(t, http.MethodGet, "/v1/grids/"+code+"/locations/"+location, nil)
	}
	for location, want := range map[string]string{"12": "digits", "99999999999999": "digits", "abcdef": "位"} {
		if p := s.refused(t, at(g.Code, location), http.StatusNotFound); !strings.Contains(p.Detail, want) {
			t.Errorf("%s: %s", location, p.Detail)
		}
	}
	s.refused(t, at("370883999999999", "000000"), http.StatusNotFound)
}
