package bulk

import (
	"bytes"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"wangge/geo/datum"
)

// What is read the short way is what a JSON parser reads.
func FuzzPlain(f *testing.F) {
	for _, seed := range []string{
		`{"lng":116.9734,"lat":35.4033,"datum":"gcj02"}`, ` { "id" : null , "lat":-3.5e1,"lng":1 } ,`, `{"lng":"116.9734","lat":true,"datum":7}`,
		`{"lng":1,"lng":2,"lat":3}`, `{"lng":null,"lat":3}`, `{}`, `{"a":{"lng":1},"lat":2}`, `{"l\u006eg":1,"lat":2}`, `{"lng":1,"lat":2,"datum":""}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var short fields
		n := short.plain(text)
		dec := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true))
		value, err := dec.ReadValue()
		if n == 0 || err != nil { // the short way forgives NaN and the like, which stand for numbers that are none
			return
		}
		if int64(n) != dec.InputOffset() {
			t.Fatalf("%q: %d bytes, want %d", text, n, dec.InputOffset())
		}
		o := Options{Datum: datum.WGS84}
		got, want := short.question(o), questionOf(value, o)
		if (got.Err == nil) != (want.Err == nil) || got.Err == nil && (got.Point != want.Point || got.Datum != want.Datum) {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	})
}
