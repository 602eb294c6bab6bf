package gridcode

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// SchemeError is one fault of a scheme's file: the JSON place and what to do. errors.Is finds ErrScheme in it.
type SchemeError struct {
	Place  string // as segments[2].width; empty for the whole file
	Reason string
}

func (e *SchemeError) Error() string {
	if e.Place == "" {
		return "scheme: " + e.Reason
	}
	return "scheme: " + e.Place + ": " + e.Reason
}

// Is reports ErrScheme.
func (e *SchemeError) Is(target error) bool { return target == ErrScheme }

// ReadScheme reads a city's own scheme from JSON, in the form of the built-in ones in schemes. The error joins a *SchemeError
// for each fault that was found.
func ReadScheme(data []byte) (*Scheme, error) {
	s, err := readScheme(data)
	if err != nil {
		return nil, err
	}
	if _, taken := Lookup(s.Name); taken {
		return nil, &SchemeError{Place: "name", Reason: fmt.Sprintf("%s is a built-in scheme; give yours a name of its own", s.Name)}
	}
	return s, nil
}

func readScheme(data []byte) (*Scheme, error) {
	r, s := &reader{}, &Scheme{}
	r.scheme(data, s)
	if len(r.faults) == 0 {
		r.check(s)
	}
	if len(r.faults) > 0 {
		return nil, errors.Join(r.faults...)
	}
	s.prepare()
	return s, nil
}

// reader collects the faults of a file.
type reader struct{ faults []error }

func (r *reader) add(place, format string, args ...any) {
	r.faults = append(r.faults, &SchemeError{Place: place, Reason: fmt.Sprintf(format, args...)})
}

// lineOf tells where JSON breaks.
func lineOf(data []byte, err error) string {
	var at *json.SyntaxError
	if !errors.As(err, &at) {
		return ""
	}
	return fmt.Sprintf(" at line %d", 1+bytes.Count(data[:at.Offset], []byte("\n")))
}

// field is a member that an object may have.
type field struct {
	name string
	need bool
	read func(place string, raw json.RawMessage)
}

func (r *reader) scheme(data []byte, s *Scheme) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		r.add("", "it is not UTF-8; save it again as UTF-8")
		return
	}
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		r.add("", "it is no JSON%s: %v", lineOf(data, err), err)
		return
	}
	r.object("", whole, []field{
		{"name", true, value(r, &s.Name, "a text")},
		{"zh", true, value(r, &s.ZH, "a text")},
		{"en", false, value(r, &s.EN, "a text")},
		{"source", false, value(r, &s.Source, "a text")},
		{"digits", true, value(r, &s.Digits, "a whole number")},
		{"segments", true, list(r, &s.Segments, r.segment)},
	})
}

func (r *reader) segment(place string, raw json.RawMessage, g *Segment) {
	r.object(place, raw, []field{
		{"name", true, value(r, &g.Name, "a text")},
		{"zh", true, value(r, &g.ZH, "a text")},
		{"en", false, value(r, &g.EN, "a text")},
		{"width", true, value(r, &g.Width, "a whole number")},
		{"ranges", false, list(r, &g.Ranges, r.numbers)},
	})
	g.fill()
}

// fill gives a segment the ranges that its file leaves out: all numbers that its width holds, but 0.
func (g *Segment) fill() {
	if g.Ranges == nil && g.Width >= 1 && g.Width <= widest {
		g.Ranges = []Range{{From: 1, To: mostOf(g.Width)}}
	}
}

func (r *reader) numbers(place string, raw json.RawMessage, n *Range) {
	r.object(place, raw, []field{
		{"from", true, value(r, &n.From, "a whole number")},
		{"to", true, value(r, &n.To, "a whole number")},
		{"zh", false, value(r, &n.ZH, "a text")},
		{"en", false, value(r, &n.EN, "a text")},
		{"disallowed", false, value(r, &n.Disallowed, "true or false")},
		{"undivided", false, value(r, &n.Undivided, "true or false")},
	})
}

// object reads the members of an object; unknown, doubled and missing ones are faults.
func (r *reader) object(place string, raw json.RawMessage, fields []field) {
	members, err := membersOf(raw)
	if err != nil {
		r.add(place, "it has to be an object, {…}")
		return
	}
	seen := map[string]bool{}
	for _, m := range members {
		at := under(place, m.name)
		i := slices.IndexFunc(fields, func(f field) bool { return f.name == m.name })
		switch {
		case i < 0:
			r.add(at, "it is unknown; leave it out or use one of %s", strings.Join(namesOf(fields), ", "))
		case seen[m.name]:
			r.add(at, "it stands here twice; keep one")
		default:
			fields[i].read(at, m.value)
		}
		seen[m.name] = true
	}
	for _, f := range fields {
		if f.need && !seen[f.name] {
			r.add(under(place, f.name), "it is missing; add it")
		}
	}
}

// under gives the place of a member.
func under(place, name string) string {
	if place == "" {
		return name
	}
	return place + "." + name
}

func namesOf(fields []field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.name)
	}
	return out
}

type member struct {
	name  string
	value json.RawMessage
}

// membersOf gives an object's members as they stand: the package's maps and structs would hide one of the same name.
func membersOf(raw json.RawMessage) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, errors.Join(errors.New("no object"), err)
	}
	var out []member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		m := member{name: fmt.Sprint(name)}
		if err := d.Decode(&m.value); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// value reads a member into its place; null is no value.
func value[T any](r *reader, to *T, what string) func(string, json.RawMessage) {
	return func(place string, raw json.RawMessage) {
		if err := json.Unmarshal(raw, to); err != nil || string(raw) == "null" {
			r.add(place, "it has to be %s, not %s", what, clip(string(raw)))
		}
	}
}

// list reads a member that is an array of objects.
func list[T any](r *reader, to *[]T, item func(place string, raw json.RawMessage, to *T)) func(string, json.RawMessage) {
	return func(place string, raw json.RawMessage) {
		var items []json.RawMessage
		if value(r, &items, "a list, […]")(place, raw); items == nil {
			return
		}
		*to = make([]T, len(items))
		for i := range items {
			item(fmt.Sprintf("%s[%d]", place, i), items[i], &(*to)[i])
		}
	}
}
