package snapshot_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// standard is how encoding/json writes an answer.
func standard(t *testing.T, r snapshot.Resolution) string {
	t.Helper()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// The answer is written by hand for speed, so encoding/json is its judge: byte for byte, on answers of every make.
func TestTheAnswerIsWrittenAsEncodingJSONWouldWriteIt(t *testing.T) {
	t.Parallel()
	text := func(r *rand.Rand) string {
		return []string{"", "370883001004002", "三里营第02网格", "a \"b\" \\ c\n\x00\x7f", "<&>", "\u2028“引号”", "😀"}[r.IntN(7)]
	}
	list := func(r *rand.Rand) int { return max(0, r.IntN(5)-1) }
	r := rand.New(rand.NewPCG(6, 3))
	person := func() snapshot.Person {
		p := snapshot.Person{Network: text(r), Role: registry.Role(text(r)), Name: text(r), Phone: text(r), Rule: snapshot.Rule(text(r)), For: text(r), Public: r.IntN(2) == 0}
		for range list(r) {
			p.PassedOver = append(p.PassedOver, snapshot.Passed{Rule: snapshot.Rule(text(r)), Network: text(r), Reason: registry.State(text(r))})
			if r.IntN(2) == 0 {
				until := time.Unix(r.Int64N(4e9), 0).UTC()
				p.PassedOver[0].Until = &until
			}
		}
		return p
	}
	for range 3000 {
		a := snapshot.Resolution{
			Grid:     snapshot.GridRef{Code: text(r), Name: text(r), Kind: registry.Kind(text(r))},
			Position: snapshot.Position{Lng: float64(r.IntN(36e8)-18e8) / 1e7, Lat: float64(r.IntN(18e8)-9e8) / 1e7, Datum: datum.CGCS2000, Given: datum.Datum(text(r)), ShiftM: float64(r.IntN(9999)) / 10},
			Border:   snapshot.Border{DistanceM: float64(r.IntN(99999)) / 10, Neighbour: text(r)},
			Revision: snapshot.RevisionRef{Number: r.IntN(1e6), PublishedAt: time.Unix(r.Int64N(4e9), r.Int64N(1e9)).UTC()},
			At:       time.Unix(r.Int64N(4e9), 0).UTC(), LocationCode: text(r),
		}
		for range list(r) {
			a.Path = append(a.Path, snapshot.Step{Level: registry.Level(text(r)), Code: text(r), Name: text(r)})
			a.People = append(a.People, person())
		}
		for range list(r) {
			c := snapshot.Candidate{Code: text(r), Name: text(r), Share: float64(r.IntN(1e6)) / 1e6}
			if r.IntN(2) == 0 {
				p := person()
				c.Duty = &p
			}
			ambiguous := r.IntN(2) == 0
			a.Candidates, a.Ambiguous = append(a.Candidates, c), &ambiguous
			a.Trace = append(a.Trace, snapshot.TraceStep{Step: text(r), ZH: text(r), EN: text(r)})
		}
		if diff := cmp.Diff(standard(t, a), string(a.AppendJSON(nil))); diff != "" {
			t.Fatal(diff)
		}
	}
}

// What is kept of one answer for the next is no other answer.
func TestEveryAnswerIsWrittenSo(t *testing.T) {
	t.Parallel()
	s := snapshot.New(content(), nil)
	for range 2 {
		for _, q := range []snapshot.Query{
			{Point: orb.Point{116.975, 35.405}},
			{Point: orb.Point{116.985, 35.405}},
			{Point: orb.Point{116.985, 35.405}, Network: "urban"},
			{Point: orb.Point{116.985, 35.405}, Network: "governance"},
			{Point: orb.Point{116.985, 35.405}, At: noon.AddDate(0, 2, 0)},
			{Point: orb.Point{116.975, 35.405}, At: noon.AddDate(0, 2, 0)},
			{Point: orb.Point{116.9799, 35.405}, AccuracyM: 30},
			{Point: orb.Point{116.9799, 35.405}, AccuracyM: 30, Trace: true},
		} {
			q.Datum = datum.WGS84
			if q.At.IsZero() {
				q.At = noon
			}
			r, err := s.Resolve(q)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(standard(t, r), string(r.AppendJSON(nil))); diff != "" {
				t.Errorf("%+v: %s", q, diff)
			}
		}
	}
}
