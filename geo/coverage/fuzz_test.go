package coverage_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wangge/geo"
	"wangge/geo/coverage"
)

// setOfBytes makes cells of pairs of bytes; 255 ends a cell.
func setOfBytes(b []byte) (s coverage.Set) {
	for i, part := range strings.Split(string(b), "\xff") {
		var r geo.Ring
		for j := 0; j+1 < len(part); j += 2 {
			r = append(r, geo.Point{X: west + int32(part[j]), Y: south + int32(part[j+1])})
		}
		s.Cells = append(s.Cells, coverage.Cell{Code: code(i), Shape: geo.MultiPolygon{{r}}})
	}
	return s
}

// Whatever the cells, the faults do not depend on their order and on where rings begin.
func FuzzCheck(f *testing.F) {
	f.Add([]byte{0, 0, 9, 0, 9, 9, 0, 9, 255, 5, 5, 12, 5, 12, 12, 5, 12})
	f.Add([]byte{0, 0, 9, 9, 9, 0, 0, 9, 255, 3, 3, 4, 3, 4, 4})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 200 {
			return
		}
		s := setOfBytes(b)
		want := check(t, s)
		if diff := cmp.Diff(want, check(t, otherwise(rand.New(rand.NewPCG(1, 1)), s))); diff != "" {
			t.Errorf("in another order:\n%s", diff)
		}
	})
}
