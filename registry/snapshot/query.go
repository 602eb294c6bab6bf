package snapshot

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"wangge/registry"
)

// Bounds of a query's accuracy.
const (
	MaxAccuracyM          = 5000 // a wider circle says nothing about grids of some hundred metres
	DefaultAmbiguousBelow = 0.8  // of five positions like it one lies elsewhere
)

// QueryError says what is wrong with a query; errors.Is finds registry.ErrInvalid in it.
type QueryError struct {
	Field  string // lng, lat, datum, network, matter, at, accuracy or ambiguousBelow
	Reason string // in English and Chinese
}

func (e *QueryError) Error() string { return e.Field + ": " + e.Reason }

// Is reports registry.ErrInvalid.
func (e *QueryError) Is(target error) bool { return target == registry.ErrInvalid }

// sensible refuses what cannot be answered, and fills in what may be left out. Of a moment it makes the one since when nothing changed.
func (s *Snapshot) sensible(q *Query) error {
	if err := s.degrees(q); err != nil {
		return err
	}
	if q.At.IsZero() {
		q.At = time.Now()
	}
	q.At = s.Since(q.At)
	return s.manner(q)
}

// Askable refuses what cannot be answered for any position, so that it is said once of many.
func (s *Snapshot) Askable(q Query) error { return s.manner(&q) }

// manner refuses what is wrong with a query besides its position.
func (s *Snapshot) manner(q *Query) error {
	if err := s.KnownNetwork(q.Network); err != nil {
		return err
	}
	if err := s.knownMatter(q); err != nil {
		return err
	}
	return q.circle()
}

// circle refuses what is no circle of a position's error.
func (q *Query) circle() error {
	a, least := q.AccuracyM, q.AmbiguousBelow
	switch {
	case !(a >= 0 && a <= MaxAccuracyM): // NaN too
		return &QueryError{"accuracy", fmt.Sprintf("must be metres above 0 and at most %d; so coarse a position tells no grid: wait for a better fix, or leave it out 精度须为大于 0 且不超过 %d 的米数；更粗的定位无法判断网格", MaxAccuracyM, MaxAccuracyM)}
	case !(least >= 0 && least <= 1):
		return &QueryError{"ambiguousBelow", "must be a share above 0 and at most 1 须为大于 0 且不超过 1 的比例"}
	case least > 0 && a == 0:
		return &QueryError{"ambiguousBelow", "says something only of a position with an accuracy: give that too 须同时给出 accuracy"}
	case least == 0:
		q.AmbiguousBelow = DefaultAmbiguousBelow
	}
	return nil
}

// degrees refuses numbers that are no position in degrees.
func (s *Snapshot) degrees(q *Query) error {
	for i, f := range [...]struct {
		name string
		most float64
	}{{"lng", 180}, {"lat", 90}} {
		if v := q.Point[i]; !(math.Abs(v) <= f.most) { // NaN too
			return &QueryError{f.name, s.beyond(q, f.most)}
		}
	}
	return nil
}

// beyond says what numbers out of range may have been meant for.
func (s *Snapshot) beyond(q *Query, most float64) string {
	reason := fmt.Sprintf("must be degrees between %g and %g 必须是度，范围 %g 至 %g", -most, most, -most, most)
	switch {
	case s.swapped(q):
		return reason + "; longitude and latitude are swapped: exchanged, the position lies in a grid 经纬度写反了，交换后在网格内"
	case math.Abs(q.Point[0]) > 1000 && math.Abs(q.Point[1]) > 1000:
		return reason + "; the numbers look like metres of a projection: convert them to degrees 数值像投影坐标（米），请换算成度"
	default:
		return reason
	}
}

// swapped reports whether the position lies in a grid once longitude and latitude are exchanged.
func (s *Snapshot) swapped(q *Query) bool {
	p, err := lattice(orb.Point{q.Point[1], q.Point[0]}, q.Datum)
	if err != nil {
		return false
	}
	_, ok := s.index.Owner(p)
	return ok
}

// KnownNetwork refuses a network that nobody has heard of; an empty name is none.
func (s *Snapshot) KnownNetwork(name string) error {
	if name != "" && !slices.Contains(s.known, name) {
		return &QueryError{"network", fmt.Sprintf("there is no network %q; there are: %s 没有该网", name, strings.Join(s.known, ", "))}
	}
	return nil
}
