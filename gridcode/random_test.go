package gridcode_test

import (
	"fmt"
	"math/rand/v2"

	"wangge/gridcode"
)

// randomCodes gives codes of a scheme over all of its ranges, of objects those that begin with 01; the same each time.
func randomCodes(s *gridcode.Scheme, n int) []gridcode.Code {
	r := rand.New(rand.NewPCG(1, uint64(s.Len())))
	out := make([]gridcode.Code, 0, n)
	for len(out) < n {
		text := ""
		for _, g := range s.Segments {
			text += randomDigits(r, g)
		}
		if c, err := s.Parse(text); err == nil { // the ranges know what is disallowed
			out = append(out, c)
		}
	}
	return out
}

func randomDigits(r *rand.Rand, g gridcode.Segment) string {
	in := g.Ranges[r.IntN(len(g.Ranges))]
	n := in.From + r.IntN(in.To-in.From+1)
	if g.Name == gridcode.Object {
		n = 10000 + n%10000
	}
	return digitsOf(g, n)
}

func digitsOf(g gridcode.Segment, n int) string { return fmt.Sprintf("%0*d", g.Width, n) }
