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

// Whatever the cells, a repair drops none of them and turns none over, changes no sound set, and leaves no error that was
// not there in number before.
func FuzzRepair(f *testing.F) {
	f.Add([]byte{0, 0, 90, 0, 90, 90, 0, 90, 255, 91, 0, 180, 0, 180, 90, 90, 90})
	f.Add([]byte{0, 0, 90, 0, 90, 90, 0, 90, 255, 90, 0, 180, 0, 180, 90, 90, 90, 88, 45})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 120 {
			return
		}
		s := setOfBytes(b)
		before := errorsIn(t, s)
		plan := repair(t, s, coverage.RepairOptions{ToleranceM: 0.1})
		if before == 0 && len(plan.Changes) > 0 {
			t.Errorf("a sound set was changed: %+v", plan.Changes)
		}
		for i, m := range plan.Shapes {
			if invalid, _ := coverage.Valid(s.Cells[i].Shape); len(invalid) > 0 {
				continue // it had no ground to speak of
			}
			if invalid, _ := coverage.Valid(m); len(invalid) > 0 || m[0][0].Sign() <= 0 {
				t.Errorf("cell %d was valid and is not any more", i)
			}
		}
		if after := errorsIn(t, repaired(s, plan)); after > before {
			t.Errorf("%d errors before, %d after", before, after)
		}
	})
}

func errorsIn(t *testing.T, s coverage.Set) (n int) {
	t.Helper()
	r, err := coverage.Check(t.Context(), s, coverage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Faults {
		if f.Severity == coverage.Error {
			n++
		}
	}
	return n
}
