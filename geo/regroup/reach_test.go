package regroup_test

import "testing"

func TestReachableIsWhatPeopleAndNumberOfGridsAllow(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		people     []float64
		k          int
		in10, in20 int
		why        string
	}{
		{[]float64{300, 300}, 1, 1, 1, "just the target"},
		{[]float64{660}, 1, 1, 1, "the end of the band belongs to it"},
		{[]float64{661}, 1, 0, 1, "a face over the band of 10 % alone"},
		{[]float64{100, 200}, 1, 0, 0, "too few people for one"},
		{[]float64{400, 440}, 1, 0, 0, "too many for one"},
		{[]float64{400, 440}, 2, 1, 1, "too few for two: one of them can have its people"},
		{[]float64{500, 500}, 2, 1, 2, "1,000 people"},
		{[]float64{350, 350, 350, 350}, 2, 1, 2, "1,400 people: one grid takes what is too much"},
		{[]float64{600, 900, 600}, 3, 2, 2, "a tower is a grid"},
		{[]float64{300, 900, 600}, 3, 1, 1, "a tower, and too few people beside it"},
		{[]float64{600, 900, 600, 500}, 3, 2, 2, "the tower's grid takes what is too much"},
		{[]float64{900, 900}, 1, 0, 0, "more towers than grids"},
		{[]float64{0, 0, 0}, 2, 0, 0, "nobody"},
	} {
		c := row(tt.people...)
		if in10, in20 := c.Reachable(tt.k, 600, 0.1), c.Reachable(tt.k, 600, 0.2); in10 != tt.in10 || in20 != tt.in20 {
			t.Errorf("%v in %d grids (%s): %d and %d within 10 and 20 %%, want %d and %d", tt.people, tt.k, tt.why, in10, in20, tt.in10, tt.in20)
		}
	}
}
