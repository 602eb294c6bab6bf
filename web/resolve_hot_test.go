package web_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry/snapshot"
	"wangge/web"
)

// The query is read by hand for speed, so the reading of all other queries is its judge: what one takes the other takes.
func TestTheQueryIsReadAsAnyOther(t *testing.T) {
	t.Parallel()
	names := []string{"lng", "lat", "datum", "network", "matter", "accuracy", "ambiguousBelow", "trace", "at", "l%6Eg", "zoom", "LNG", ""}
	values := []string{
		"116.97", "35.4", "1e2", "+1", "%2B1", "-0", "0", "NaN", "Inf", "0x1p4", "1_0", "1e999", "abc", "", "%zz", "a;b", "a%3Bb", "a+b", "5000", "-1",
		"cgcs2000", "wgs84", "gcj02", "bd09", "WGS84", "w%67s84", "true", "false", "True", "1", "urban", "城管", "%E5%9F%8E",
	}
	r := rand.New(rand.NewPCG(6, 4))
	taken := 0
	for range 200_000 {
		pairs := []string{"lng=116.97", "lat=35.4", "datum=gcj02"}
		for range r.IntN(3) {
			pairs = append(pairs, names[r.IntN(len(names))]+[]string{"=", "=", "=", ""}[r.IntN(4)]+values[r.IntN(len(values))])
		}
		if r.IntN(3) == 0 {
			pairs = slices.Delete(pairs, 0, 1)
		}
		r.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		raw := strings.Join(pairs, "&")
		q, ok := web.ReadQuery(raw)
		if odd := web.OddQuery(raw); ok != (odd == "") {
			t.Fatalf("%s: read is %v, and the judge says %q", raw, ok, odd)
		}
		if ok {
			taken++
			asRead(t, raw, q)
		}
	}
	if taken < 1000 {
		t.Errorf("only %d queries were good", taken)
	}
}

// asRead compares a query with what net/url reads.
func asRead(t *testing.T, raw string, got snapshot.Query) {
	t.Helper()
	v, err := url.ParseQuery(raw)
	if err != nil {
		t.Fatal(err)
	}
	number := func(name string) (f float64) {
		if v.Has(name) {
			if _, err := fmt.Sscan(v.Get(name), &f); err != nil {
				t.Fatalf("%s: %v", raw, err)
			}
		}
		return f
	}
	want := snapshot.Query{
		Point: orb.Point{number("lng"), number("lat")}, Datum: datum.Datum(v.Get("datum")), Network: v.Get("network"), Matter: v.Get("matter"), AsOf: v.Get("at"),
		AccuracyM: number("accuracy"), AmbiguousBelow: number("ambiguousBelow"), Trace: v.Get("trace") == "true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%s: %s", raw, diff)
	}
}

// Every parameter of the document is one that the service takes.
func TestResolveTakesEveryParameterOfTheDocument(t *testing.T) {
	t.Parallel()
	s := publishedCounty(t)
	good := map[string]string{
		"lng": "116.9734", "lat": "35.4033", "datum": "wgs84", "network": "governance", "matter": "street-lamp", "at": "1", "accuracy": "25", "ambiguousBelow": "0.5", "trace": "true",
	}
	q := url.Values{}
	for _, p := range s.web.Document().Paths["/v1/resolve"].Get.Parameters {
		value, known := good[p.Name]
		if !known {
			t.Errorf("the document has a parameter %s that this test does not know", p.Name)
		}
		q.Set(p.Name, value)
	}
	if len(q) != len(good) {
		t.Errorf("the document has %d parameters of %d", len(q), len(good))
	}
	var r snapshot.Resolution
	q.Del("matter")                                        // which takes the place of a network
	s.get(t, "/v1/resolve?"+q.Encode(), http.StatusOK, &r) // and the answer is as documented
	q.Del("network")
	q.Set("matter", good["matter"])
	s.get(t, "/v1/resolve?"+q.Encode(), http.StatusOK, nil)
	if r.Grid.Code == "" || len(r.Candidates) == 0 || r.Ambiguous == nil || len(r.Trace) == 0 {
		t.Errorf("got %+v", r)
	}
}
