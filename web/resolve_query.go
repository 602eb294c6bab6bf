package web

import (
	"net/url"
	"slices"
	"strings"

	"wangge/geo/datum"
	"wangge/registry/snapshot"
)

// queryReader reads the query of resolve from left to right, without a map.
type queryReader struct {
	q    snapshot.Query
	seen uint // parameters so far, a bit each
}

// readQuery reads the query of resolve. It takes what oddQuery finds nothing odd in, and leaves it to that to say what is odd.
func readQuery(raw string) (q snapshot.Query, ok bool) {
	var r queryReader
	for raw != "" {
		var pair string
		pair, raw, _ = strings.Cut(raw, "&")
		if pair != "" && !r.take(pair) {
			return snapshot.Query{}, false
		}
	}
	const needed = hasLng | hasLat | hasDatum
	return r.q, r.seen&needed == needed
}

const (
	hasLng = 1 << iota
	hasLat
	hasDatum
	hasNetwork
	hasMatter
	hasAccuracy
	hasLeast
	hasTrace
	hasAt
)

// take reads name=value.
func (r *queryReader) take(pair string) bool {
	name, value, _ := strings.Cut(pair, "=")
	name, value, ok := plainly(name, value)
	if !ok || value == "" {
		return false
	}
	switch name {
	case "lng":
		return r.number(hasLng, value, &r.q.Point[0])
	case "lat":
		return r.number(hasLat, value, &r.q.Point[1])
	case "datum":
		r.q.Datum = datum.Datum(value)
		return r.once(hasDatum) && slices.Contains(datum.Words[:], r.q.Datum)
	case "network":
		r.q.Network = value
		return r.once(hasNetwork)
	case "at":
		r.q.AsOf = value
		return r.once(hasAt)
	case "matter":
		r.q.Matter = value
		return r.once(hasMatter)
	case "accuracy":
		return r.number(hasAccuracy, value, &r.q.AccuracyM) && r.q.AccuracyM > 0
	case "ambiguousBelow":
		return r.number(hasLeast, value, &r.q.AmbiguousBelow) && r.q.AmbiguousBelow > 0
	case "trace":
		r.q.Trace = value == "true"
		return r.once(hasTrace) && (r.q.Trace || value == "false")
	default:
		return false
	}
}

// plainly takes escapes out.
func plainly(name, value string) (string, string, bool) {
	if !escapes(name) && !escapes(value) {
		return name, value, true
	}
	n, err1 := url.QueryUnescape(name)
	v, err2 := url.QueryUnescape(value)
	return n, v, err1 == nil && err2 == nil && !strings.Contains(name, ";") && !strings.Contains(value, ";")
}

// escapes reports whether a part of a query is not what it reads as.
func escapes(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == '%' || c == '+' || c == ';' {
			return true
		}
	}
	return false
}

// once reports whether the parameter comes for the first time.
func (r *queryReader) once(bit uint) bool {
	first := r.seen&bit == 0
	r.seen |= bit
	return first
}

func (r *queryReader) number(bit uint, s string, to *float64) (ok bool) {
	*to, ok = readDecimal(s)
	return r.once(bit) && ok
}
