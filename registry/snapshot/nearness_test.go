package snapshot_test

import (
	"errors"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// The two grids meet at 116.98, and 0.001 degree are 90.8 m there.
func TestACircleTellsWhatSharesOfItTheGridsHold(t *testing.T) {
	t.Parallel()
	s := snapshot.New(content(), nil)
	for _, tt := range []struct {
		name      string
		lng       float64
		accuracy  float64
		least     float64
		shares    map[string]float64
		ambiguous bool
	}{
		{"well inside", 116.975, 100, 0, map[string]float64{west: 1}, false},
		{"on the border", 116.98, 100, 0, map[string]float64{east: 0.5, west: 0.5}, true},
		{"half a radius from the border", 116.979, 181.6, 0, map[string]float64{west: 0.804, east: 0.196}, false},
		{"the same, for who wants to be sure", 116.979, 181.6, 0.9, map[string]float64{west: 0.804, east: 0.196}, true},
		{"the same, for who takes any", 116.98, 100, 0.3, map[string]float64{east: 0.5, west: 0.5}, false},
		{"wider than the county", 116.9899, 5000, 0, map[string]float64{east: 0.0128, west: 0.0128}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, err := s.Resolve(snapshot.Query{Point: orb.Point{tt.lng, 35.405}, Datum: datum.CGCS2000, At: noon, AccuracyM: tt.accuracy, AmbiguousBelow: tt.least})
			if err != nil || r.Ambiguous == nil || *r.Ambiguous != tt.ambiguous || len(r.Candidates) != len(tt.shares) {
				t.Fatalf("got %+v, %v", r, err)
			}
			for i, c := range r.Candidates {
				if math.Abs(c.Share-tt.shares[c.Code]) > 0.001 || c.Name == "" || (c.Duty != nil) != tt.ambiguous {
					t.Errorf("candidate %+v, want a share of %v", c, tt.shares[c.Code])
				}
				if i > 0 && c.Share > r.Candidates[i-1].Share {
					t.Errorf("%+v are not in the order of their shares", r.Candidates)
				}
			}
		})
	}
}

func TestACircleThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	s := snapshot.New(content(), nil)
	for name, q := range map[string]snapshot.Query{
		"NaN": {AccuracyM: math.NaN()}, "below 0": {AccuracyM: -1}, "50 km": {AccuracyM: 50000}, "without end": {AccuracyM: math.Inf(1)},
		"a threshold in per cent": {AccuracyM: 20, AmbiguousBelow: 80}, "a threshold of nothing": {AmbiguousBelow: 0.5}, "a threshold NaN": {AccuracyM: 20, AmbiguousBelow: math.NaN()},
	} {
		q.Point, q.Datum = orb.Point{116.975, 35.405}, datum.CGCS2000
		if _, err := s.Resolve(q); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// From a kilometre around, the nearest grid lies the other way.
func TestOutsideTellsTheWayBack(t *testing.T) {
	t.Parallel()
	s := snapshot.New(content(), nil)
	for _, tt := range []struct {
		name, grid, direction string
		lng, lat, bearing     float64
		distance              float64
	}{
		{"in the east", east, "west", 116.995, 35.405, 270, 454},
		{"in the north", west, "south", 116.975, 35.415, 180, 555},
		{"in the north-west", west, "south-east", 116.965, 35.415, 140.7, 716},
		{"in the south", east, "north", 116.985, 35.395, 0, 555},
	} {
		_, err := s.Resolve(snapshot.Query{Point: orb.Point{tt.lng, tt.lat}, Datum: datum.CGCS2000, AccuracyM: 2000})
		var outside *snapshot.OutsideError
		if !errors.As(err, &outside) {
			t.Fatalf("%s: %v", tt.name, err)
		}
		off := math.Abs(math.Remainder(outside.BearingDeg-tt.bearing, 360))
		if outside.Nearest.Code != tt.grid || off > 0.2 || math.Abs(outside.DistanceM-tt.distance) > 1 || snapshot.DirectionOf(outside.BearingDeg).EN != tt.direction {
			t.Errorf("%s: %s, %.1f m at %.1f degrees: %v", tt.name, outside.Nearest.Code, outside.DistanceM, outside.BearingDeg, err)
		}
		if len(outside.Candidates) != 2 || outside.Candidates[0].Code != tt.grid || outside.Candidates[0].Duty == nil {
			t.Errorf("%s: candidates %+v", tt.name, outside.Candidates)
		}
	}
}
