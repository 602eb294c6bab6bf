package web

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"
	"unicode/utf8"

	"wangge/registry/snapshot"
)

// appendResolution appends an answer as encoding/json writes it, byte for byte, at a tenth of its cost.
func appendResolution(b []byte, r *snapshot.Resolution) []byte {
	b = appendGrid(append(b, `{"grid":`...), &r.Grid)
	b = appendPath(append(b, `,"path":`...), r.Path)
	b = appendPeople(append(b, `,"people":`...), r.People)
	b = appendPosition(append(b, `,"position":`...), &r.Position)
	b = appendNumber(append(b, `,"border":{"distanceM":`...), r.Border.DistanceM)
	if r.Border.Neighbour != "" {
		b = appendText(append(b, `,"neighbour":`...), r.Border.Neighbour)
	}
	b = append(b, '}')
	if len(r.Candidates) > 0 {
		b = appendCandidates(append(b, `,"candidates":`...), r.Candidates)
	}
	if r.Ambiguous != nil {
		b = strconv.AppendBool(append(b, `,"ambiguous":`...), *r.Ambiguous)
	}
	b = strconv.AppendInt(append(b, `,"revision":{"number":`...), int64(r.Revision.Number), 10)
	b = appendTime(append(b, `,"publishedAt":`...), r.Revision.PublishedAt)
	b = appendTime(append(b, `},"at":`...), r.At)
	b = appendText(append(b, `,"locationCode":`...), r.LocationCode)
	if len(r.Trace) > 0 {
		b = appendTrace(append(b, `,"trace":`...), r.Trace)
	}
	return append(b, '}')
}

func appendGrid(b []byte, g *snapshot.GridRef) []byte {
	b = appendText(append(b, `{"code":`...), g.Code)
	b = appendText(append(b, `,"name":`...), g.Name)
	b = appendText(append(b, `,"kind":`...), string(g.Kind))
	return append(b, '}')
}

// appendList appends items in brackets; null where there is no list at all.
func appendList[T any](b []byte, list []T, item func([]byte, *T) []byte) []byte {
	if list == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(b, &list[i])
	}
	return append(b, ']')
}

func appendPath(b []byte, path []snapshot.Step) []byte {
	return appendList(b, path, func(b []byte, s *snapshot.Step) []byte {
		b = appendText(append(b, `{"level":`...), string(s.Level))
		b = appendText(append(b, `,"code":`...), s.Code)
		b = appendText(append(b, `,"name":`...), s.Name)
		return append(b, '}')
	})
}

func appendPeople(b []byte, people []snapshot.Person) []byte {
	return appendList(b, people, appendPerson)
}

func appendPerson(b []byte, p *snapshot.Person) []byte {
	b = appendText(append(b, `{"network":`...), p.Network)
	b = appendText(append(b, `,"role":`...), string(p.Role))
	b = appendText(append(b, `,"name":`...), p.Name)
	b = appendText(append(b, `,"phone":`...), p.Phone)
	b = appendText(append(b, `,"rule":`...), string(p.Rule))
	if p.For != "" {
		b = appendText(append(b, `,"for":`...), p.For)
	}
	if len(p.PassedOver) > 0 {
		b = appendList(append(b, `,"passedOver":`...), p.PassedOver, appendPassed)
	}
	return append(b, '}')
}

func appendPassed(b []byte, p *snapshot.Passed) []byte {
	b = appendText(append(b, `{"rule":`...), string(p.Rule))
	if p.Network != "" {
		b = appendText(append(b, `,"network":`...), p.Network)
	}
	b = appendText(append(b, `,"reason":`...), string(p.Reason))
	if p.Until != nil {
		b = appendTime(append(b, `,"until":`...), *p.Until)
	}
	return append(b, '}')
}

func appendPosition(b []byte, p *snapshot.Position) []byte {
	b = appendNumber(append(b, `{"lng":`...), p.Lng)
	b = appendNumber(append(b, `,"lat":`...), p.Lat)
	b = appendText(append(b, `,"datum":`...), string(p.Datum))
	b = appendText(append(b, `,"given":`...), string(p.Given))
	b = appendNumber(append(b, `,"shiftM":`...), p.ShiftM)
	return append(b, '}')
}

func appendCandidates(b []byte, list []snapshot.Candidate) []byte {
	return appendList(b, list, func(b []byte, c *snapshot.Candidate) []byte {
		b = appendText(append(b, `{"code":`...), c.Code)
		b = appendText(append(b, `,"name":`...), c.Name)
		b = appendNumber(append(b, `,"share":`...), c.Share)
		if c.Duty != nil {
			b = appendPerson(append(b, `,"duty":`...), c.Duty)
		}
		return append(b, '}')
	})
}

func appendTrace(b []byte, trace []snapshot.TraceStep) []byte {
	return appendList(b, trace, func(b []byte, s *snapshot.TraceStep) []byte {
		b = appendText(append(b, `{"step":`...), s.Step)
		b = appendText(append(b, `,"zh":`...), s.ZH)
		b = appendText(append(b, `,"en":`...), s.EN)
		return append(b, '}')
	})
}

// appendNumber takes numbers of the size of degrees, metres and shares, which need no exponent.
func appendNumber(b []byte, v float64) []byte { return strconv.AppendFloat(b, v, 'f', -1, 64) }

func appendTime(b []byte, t time.Time) []byte {
	b = t.AppendFormat(append(b, '"'), time.RFC3339Nano)
	return append(b, '"')
}

// appendText leaves what needs escapes to encoding/json.
func appendText(b []byte, s string) []byte {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c == '"' || c == '\\' || c == 0xE2: // 0xE2 begins U+2028 and U+2029
			return appendEscaped(b, s)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if !ascii && !utf8.ValidString(s) {
		return appendEscaped(b, s)
	}
	b = append(append(b, '"'), s...)
	return append(b, '"')
}

func appendEscaped(b []byte, s string) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always can be
	return append(b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}
