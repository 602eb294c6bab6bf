package snapshot_test

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry/snapshot"
)

// A trace tells each step in its order, and by which rule the owner and the people were found.
func TestATraceExplainsEveryStep(t *testing.T) {
	t.Parallel()
	s := snapshot.New(content(), nil)
	for _, tt := range []struct {
		name string
		q    snapshot.Query
		says map[string]string // by step
	}{
		{"inside", snapshot.Query{Point: orb.Point{116.985, 35.405}, Datum: datum.WGS84}, map[string]string{
			"given": "116.985", "conversion": "centimetres", "rounding": "0.0 mm", "owner": "inside grid " + east, "border": west,
			"people": "the deputy of the post, 李*; the holder of the post: on leave", "revision": "revision 12",
		}},
		{"on a shared border", snapshot.Query{Point: orb.Point{116.98, 35.405}, Datum: datum.CGCS2000}, map[string]string{
			"conversion": "CGCS2000 already", "owner": "shares with " + west,
		}},
		{"on the rim", snapshot.Query{Point: orb.Point{116.97, 35.405}, Datum: datum.CGCS2000}, map[string]string{"owner": "outer rim of grid " + west, "border": "0.0 m"}},
		{"in another datum", snapshot.Query{Point: orb.Point{116.985 + 0.0056, 35.405 - 0.0004}, Datum: datum.GCJ02}, map[string]string{"conversion": "moved by 5"}},
		{"between lattice points", snapshot.Query{Point: orb.Point{116.98500004, 35.405}, Datum: datum.WGS84}, map[string]string{"rounding": "3.6 mm"}},
		{"ambiguous", snapshot.Query{Point: orb.Point{116.98, 35.405}, Datum: datum.WGS84, AccuracyM: 50}, map[string]string{"accuracy": "ambiguous"}},
		{"of another network", snapshot.Query{Point: orb.Point{116.985, 35.405}, Datum: datum.WGS84, Network: "urban"}, map[string]string{
			"people": "for the network urban (duty): the town's duty desk, 值班室; the holder of the post: there is no such post",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.q.Trace, tt.q.At = true, noon
			r, err := s.Resolve(tt.q)
			if err != nil {
				t.Fatal(err)
			}
			told := map[string]string{}
			for _, step := range r.Trace {
				told[step.Step] += step.EN
				if step.ZH == "" || step.EN == "" {
					t.Errorf("%s is not in both languages: %+v", step.Step, step)
				}
			}
			for step, words := range tt.says {
				if !strings.Contains(told[step], words) {
					t.Errorf("%s says %q, want %q in it", step, told[step], words)
				}
			}
		})
	}
}
