package bulk

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry"
	"wangge/registry/snapshot"
)

// Question is a position that was asked for in JSON, or what is wrong with it.
type Question struct {
	Point orb.Point
	Datum datum.Datum
	Err   error
}

// fields are the members of {"lng":116.9734,"lat":35.4033,"datum":"gcj02"} as they stand, strings without their quotes. Others
// are passed over.
type fields struct{ lng, lat, datum []byte }

func (f fields) question(o Options) Question {
	a := answers{Options: o}
	var q Question
	q.Point, q.Datum, q.Err = a.position(f.lng, f.lat, f.datum)
	return q
}

// set takes a member's value.
func (f *fields) set(name, value []byte) {
	switch string(name) {
	case "lng":
		f.lng = value
	case "lat":
		f.lat = value
	case "datum":
		f.datum = value
	}
}

// ErrSyntax is what is no JSON, or no array of positions; it is registry.ErrInvalid too.
var ErrSyntax = fmt.Errorf("%w: no JSON positions", registry.ErrInvalid)

// readQuestion reads the object that text begins with, and gives its length. A value that is of the wrong kind is the question's error;
// text that is no JSON is an error.
func readQuestion(text []byte, o Options) (Question, int, error) {
	var f fields
	if n := f.plain(text); n > 0 {
		return f.question(o), n, nil
	}
	dec := jsontext.NewDecoder(bytes.NewBuffer(text), jsontext.AllowDuplicateNames(true))
	value, err := dec.ReadValue()
	if err != nil {
		return Question{}, 0, fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return questionOf(value, o), int(dec.InputOffset()), nil
}

// questionOf reads a JSON value of any make.
func questionOf(value jsontext.Value, o Options) Question {
	var members struct {
		Lng   jsontext.Value `json:"lng"`
		Lat   jsontext.Value `json:"lat"`
		Datum any            `json:"datum"`
	}
	if value.Kind() != '{' {
		return Question{Err: errNoObject}
	}
	if err := json.Unmarshal(value, &members, jsontext.AllowDuplicateNames(true)); err != nil {
		return Question{Err: fmt.Errorf("%w: %w", registry.ErrInvalid, err)}
	}
	f := fields{lng: bare(members.Lng), lat: bare(members.Lat)}
	switch d := members.Datum.(type) {
	case nil:
	case string:
		f.datum = []byte(d)
	default:
		return Question{Err: &snapshot.QueryError{Field: "datum", Reason: "must be a string 须为字符串"}}
	}
	return f.question(o)
}

// bare takes the quotes off a string, and null for nothing.
func bare(v jsontext.Value) []byte {
	switch v.Kind() {
	case '"':
		if text, err := jsontext.AppendUnquote(nil, v); err == nil { // it was read before
			return text
		}
	case 'n':
		return nil
	default: // a number, or none
	}
	return v
}

var errNoObject = fmt.Errorf("%w: a position is an object such as {\"lng\":116.9734,\"lat\":35.4033,\"datum\":\"gcj02\"} 须为对象", registry.ErrInvalid)

// plain reads an object of numbers and strings without escapes, as nearly all are, and gives its length; 0 where it is anything else.
// Words such as NaN, which some programs write, are taken for numbers here, and found to be none later.
func (f *fields) plain(text []byte) int {
	i := blank(text, 0)
	if i >= len(text) || text[i] != '{' {
		return 0
	}
	for {
		name, at := quotedText(text, blank(text, i+1))
		if at = blank(text, at); at == 0 || at >= len(text) || text[at] != ':' {
			return 0
		}
		at = blank(text, at+1)
		value, end := quotedText(text, at)
		if end == 0 {
			value, end = word(text, at)
		}
		if len(value) > 0 && string(value) != "null" {
			f.set(name, value)
		}
		if i = blank(text, end); end == 0 || i >= len(text) {
			return 0
		}
		switch text[i] {
		case ',':
		case '}':
			return i + 1
		default:
			return 0
		}
	}
}

// blank passes over white space; 0 stays 0, which stands for what was not read.
func blank(text []byte, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
		i++
	}
	return i
}

// quotedText reads a string without escapes, and gives the place after it; 0 where there is none.
func quotedText(text []byte, i int) ([]byte, int) {
	if i >= len(text) || text[i] != '"' {
		return nil, 0
	}
	n := bytes.IndexByte(text[i+1:], '"')
	if n < 0 || bytes.IndexByte(text[i+1:i+1+n], '\\') >= 0 {
		return nil, 0
	}
	return text[i+1 : i+1+n], i + n + 2
}

// word reads a number, true, false, null or the like.
func word(text []byte, i int) ([]byte, int) {
	from := i
	for i < len(text) && inWord(text[i]) {
		i++
	}
	if i == from {
		return nil, 0
	}
	return text[from:i], i
}

func inWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '-' || c == '+'
}

// ReadArray reads a JSON array of positions, at most so many; more are ErrTooMany.
func ReadArray(text []byte, o Options, most int) ([]Question, error) {
	text = bytes.TrimPrefix(text, []byte(byteOrderMark))
	i := blank(text, 0)
	if i >= len(text) || text[i] != '[' {
		return nil, fmt.Errorf("%w: the body is no array: send [{\"lng\":116.9734,\"lat\":35.4033,\"datum\":\"gcj02\"}, …] 须为数组", ErrSyntax)
	}
	out := make([]Question, 0, min(most, len(text)/40+1))
	if i = blank(text, i+1); i < len(text) && text[i] == ']' {
		return out, onlyBlank(text[i+1:])
	}
	for {
		q, n, err := readQuestion(text[i:], o)
		switch {
		case err != nil:
			return nil, fmt.Errorf("position %d: %w", len(out), err)
		case len(out) == most:
			return nil, ErrTooMany
		}
		out = append(out, q)
		if i = blank(text, i+n); i >= len(text) {
			return nil, fmt.Errorf("%w: the array breaks off after %d positions 数组不完整", ErrSyntax, len(out))
		}
		switch text[i] {
		case ',':
			i++
		case ']':
			return out, onlyBlank(text[i+1:])
		default:
			return nil, fmt.Errorf("%w: after position %d there is %q instead of a comma", ErrSyntax, len(out)-1, text[i])
		}
	}
}

// ErrTooMany says that an array is longer than it may be.
var ErrTooMany = errors.New("too many positions")

func onlyBlank(rest []byte) error {
	if blank(rest, 0) < len(rest) {
		return fmt.Errorf("%w: something follows the array", ErrSyntax)
	}
	return nil
}
