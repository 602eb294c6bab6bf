package gridcode_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wangge/gridcode"
)

// ownFile is a city's scheme as long as cn15: its own 2 digits first, and towns narrower than the division table's.
const ownFile = `{
  "name": "my-city", "zh": "本市编码", "source": "市标准 2021", "digits": 15,
  "segments": [
    {"name": "object", "zh": "网", "width": 2, "ranges": [{"from": 1, "to": 99}]},
    {"name": "county", "zh": "县", "width": 6, "ranges": [{"from": 110000, "to": 829999}]},
    {"name": "town", "zh": "镇街", "width": 2, "ranges": [{"from": 1, "to": 99}]},
    {"name": "community", "zh": "社区", "width": 2, "ranges": [{"from": 1, "to": 49, "zh": "社区"}, {"from": 50, "to": 99, "zh": "村"}]},
    {"name": "sequence", "zh": "序号", "width": 3, "ranges": [{"from": 0, "to": 0, "undivided": true}, {"from": 1, "to": 899}]}
  ]
}`

func ownScheme(t testing.TB) *gridcode.Scheme {
	t.Helper()
	s, err := gridcode.ReadScheme([]byte(ownFile))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestBuiltinSchemes(t *testing.T) {
	t.Parallel()
	digits := map[string]int{"cn15": 15, "cjt349": 20, "city16": 16}
	for _, s := range gridcode.Builtin() {
		found, ok := gridcode.Lookup(s.Name)
		if !ok || found != s || s.Len() != digits[s.Name] || s.ZH == "" || s.EN == "" || s.Source == "" {
			t.Errorf("%s is not what it has to be", s.Name)
		}
		delete(digits, s.Name)
	}
	if _, ok := gridcode.Lookup("my-city"); ok || len(digits) > 0 {
		t.Errorf("not built in: %v", digits)
	}
}

func TestZeroSchemeHasNoCodes(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"", "370883001004002"} {
		if c, err := new(gridcode.Scheme).Parse(in); !errors.Is(err, gridcode.ErrSyntax) {
			t.Errorf("%q became %v (%v)", in, c, err)
		}
	}
}

// A scheme as JSON is the file that it came from.
func TestReadScheme(t *testing.T) {
	t.Parallel()
	s := ownScheme(t)
	out, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	again, err := gridcode.ReadScheme(append([]byte("\ufeff"), out...)) // as Notepad saves it
	if diff := cmp.Diff(s, again, cmpopts.IgnoreUnexported(gridcode.Scheme{})); err != nil || diff != "" {
		t.Errorf("%v, (-written +read):\n%s", err, diff)
	}
	if object, ok := s.Segment(gridcode.Object); !ok || object.Width != 2 || s.Source != "市标准 2021" {
		t.Errorf("read %+v", s)
	}
}

// A segment without ranges takes all numbers of its width, but 0.
func TestReadSchemeWithoutRanges(t *testing.T) {
	t.Parallel()
	s, err := gridcode.ReadScheme([]byte(`{"name": "plain", "zh": "简单", "digits": 16, "segments": [
		{"name": "county", "zh": "县", "width": 6}, {"name": "town", "zh": "镇街", "width": 3},
		{"name": "community", "zh": "社区", "width": 3}, {"name": "sequence", "zh": "序号", "width": 4}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Parse("3708830010049999"); err != nil {
		t.Error(err)
	}
	if _, err := s.Parse("3708830010040000"); !errors.Is(err, gridcode.ErrSyntax) {
		t.Errorf("sequence 0000: %v", err)
	}
}

// Every fault of a file is told with its JSON place and what to do.
func TestReadSchemeRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, old, new string // what is changed in ownFile
		place, remedy  string
	}{
		{"widths that do not add up", `"digits": 15`, `"digits": 16`, "digits", "2 + 6 + 2 + 2 + 3, add up to 15, not to 16; mend"},
		{"an unknown field", `"source"`, `"sources"`, "sources", "leave it out or use one of name, zh"},
		{"an unknown field below", `"width": 6`, `"width": 6, "length": 6`, "segments[1].length", "leave it out or use one of"},
		{"an unknown field of a range", `"to": 829999`, `"to": 829999, "label": "县"`, "segments[1].ranges[0].label", "leave it out"},
		{"another spelling", `"digits"`, `"Digits"`, "Digits", "unknown"},
		{"a field twice", `"width": 6`, `"width": 6, "width": 7`, "segments[1].width", "keep one"},
		{"a field missing", `"width": 6, `, ``, "segments[1].width", "add it"},
		{"null", `"width": 6`, `"width": null`, "segments[1].width", "has to be a whole number, not null"},
		{"a number as text", `"width": 6`, `"width": "6"`, "segments[1].width", "has to be a whole number"},
		{"half a digit", `"width": 6`, `"width": 6.5`, "segments[1].width", "has to be a whole number"},
		{"no list", `"ranges": [{"from": 110000, "to": 829999}]`, `"ranges": {}`, "segments[1].ranges", "has to be a list"},
		{"no object", `{"from": 110000, "to": 829999}`, `110000`, "segments[1].ranges[0]", "has to be an object"},
		{"no width", `"width": 6`, `"width": 0`, "segments[1].width", "1 to 9 digits"},
		{"a negative width", `"width": 6`, `"width": -6`, "segments[1].width", "1 to 9 digits"},
		{"a width beyond all numbers", `"width": 6`, `"width": 20`, "segments[1].width", "1 to 9 digits"},
		{"a county of 5 digits", `"width": 6`, `"width": 5`, "segments[1].width", "a county has 6 digits"},
		{"ranges that overlap", `"from": 50`, `"from": 49`, "segments[3].ranges[1]", "overlaps segments[3].ranges[0], 1 to 49; let one end"},
		{"a range within another", `"to": 829999}`, `"to": 829999}, {"from": 120000, "to": 130000}, {"from": 370883, "to": 370883}`, "segments[1].ranges[2]", "overlaps segments[1].ranges[0]"},
		{"a range that does not fit", `"to": 899`, `"to": 1899`, "segments[4].ranges[1]", "does not fit 3 digits"},
		{"a negative number", `"from": 110000`, `"from": -1`, "segments[1].ranges[0]", "does not fit"},
		{"a range turned round", `"from": 110000`, `"from": 830000`, "segments[1].ranges[0]", "swap from and to"},
		{"a segment missing", `"name": "town"`, `"name": "object"`, "segments", "the town is missing; add it"},
		{"a segment twice", `"name": "town"`, `"name": "county"`, "segments[2].name", "segments[1] already; keep one"},
		{"a segment unknown", `"name": "town"`, `"name": "street"`, "segments[2].name", "use county, town"},
		{"no sequence at the end", `"name": "object"`, `"name": "sequence"`, "segments[4].name", "segments[0] already"},
		{"a sequence without numbers", `{"from": 1, "to": 899}`, `{"from": 1, "to": 899, "disallowed": true}`, "segments[4].ranges", "add a range"},
		{"a sequence without ranges", `[{"from": 0, "to": 0, "undivided": true}, {"from": 1, "to": 899}]`, `[]`, "segments[4].ranges", "add a range"},
		{"two numbers for not divided", `{"from": 0, "to": 0, "undiv`, `{"from": 900, "to": 901, "undiv`, "segments[4].ranges[0].undivided", "one number of the sequence alone"},
		{"one number after another for not divided", `{"from": 1, "to": 899}`, `{"from": 1, "to": 1, "undivided": true}, {"from": 2, "to": 899}`, "segments[4].ranges[1].undivided", "one number"},
		{"a community not divided by its town", `"to": 829999`, `"to": 829999, "undivided": true`, "segments[1].ranges[0].undivided", "leave it out here"},
		{"a name of capitals", `"my-city"`, `"My-City"`, "name", "a letter first"},
		{"a name of one letter", `"my-city"`, `"m"`, "name", "2 to 32"},
		{"a long name", `"my-city"`, `"m12345678901234567890123456789012"`, "name", "2 to 32"},
		{"a built-in name", `"my-city"`, `"cn15"`, "name", "give yours a name of its own"},
		{"half a file", `{"from": 1, "to": 899}]}
  ]
}`, ``, "", "no JSON at line 8"},
		{"two schemes", "  ]\n}", "  ]\n} {}", "", "no JSON"},
		{"an array", ownFile, `[]`, "", "has to be an object"},
		{"an empty file", ownFile, ``, "", "no JSON"},
		{"GB 18030", "市标准", "\xca\xd0\xb1\xea", "", "save it again as UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if strings.Count(ownFile, tt.old) != 1 {
				t.Fatalf("%q is not there once", tt.old)
			}
			_, err := gridcode.ReadScheme([]byte(strings.Replace(ownFile, tt.old, tt.new, 1)))
			if !errors.Is(err, gridcode.ErrScheme) {
				t.Fatalf("got %v", err)
			}
			if !fault(err, tt.place, tt.remedy) {
				t.Errorf("got\n%v\nwant %q at %q", err, tt.remedy, tt.place)
			}
		})
	}
}

// fault reports whether one of the joined errors is at the place and says so.
func fault(err error, place, says string) bool {
	var one *gridcode.SchemeError
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			if fault(e, place, says) {
				return true
			}
		}
		return false
	}
	return errors.As(err, &one) && one.Place == place && strings.Contains(one.Reason, says)
}

// All faults are told at once.
func TestReadSchemeTellsAllFaults(t *testing.T) {
	t.Parallel()
	file := strings.NewReplacer(`"my-city"`, `"C"`, `"from": 50`, `"from": 49`, `"digits": 15`, `"digits": 9`).Replace(ownFile)
	_, err := gridcode.ReadScheme([]byte(file))
	for _, place := range []string{"name", "segments[3].ranges[1]", "digits"} {
		if !fault(err, place, "") {
			t.Errorf("%s is missing in\n%v", place, err)
		}
	}
}

// The object may stand elsewhere, but a division comes before what lies in it and the sequence is last.
func TestOrderOfSegments(t *testing.T) {
	t.Parallel()
	segment := map[string]string{}
	for _, line := range strings.Split(ownFile, "\n") {
		if _, rest, ok := strings.Cut(line, `{"name": "`); ok {
			name, _, _ := strings.Cut(rest, `"`)
			segment[name] = strings.TrimSuffix(strings.TrimSpace(line), ",")
		}
	}
	for names, want := range map[string]string{
		"county town community sequence object": "segments[3].name",
		"county object town community sequence": "",
		"county town community object sequence": "",
		"town county community object sequence": "segments[0].name",
		"county community town object sequence": "segments[1].name",
		"county town sequence object community": "segments[2].name",
	} {
		var list []string
		for _, n := range strings.Fields(names) {
			list = append(list, segment[n])
		}
		s, err := gridcode.ReadScheme([]byte(`{"name": "own", "zh": "", "digits": 15, "segments": [` + strings.Join(list, ",") + `]}`))
		switch {
		case want != "" && !fault(err, want, "the order is"):
			t.Errorf("%s: got %v, want %s", names, err, want)
		case want == "" && err != nil:
			t.Errorf("%s: %v", names, err)
		case want == "":
			part, err := s.Community("370883001004", "47")
			if c, again := s.Parse(part + "007"); err != nil || again != nil || c.Community() != "370883001004" {
				t.Errorf("%s: %s lies in %s (%v, %v)", names, c, c.Community(), err, again)
			}
		}
	}
}

// A file that is accepted is a scheme that works; any other says where it is wrong.
func FuzzReadScheme(f *testing.F) {
	f.Add([]byte(ownFile))
	for _, s := range gridcode.Builtin() {
		data, err := os.ReadFile("schemes/" + s.Name + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add([]byte(strings.Replace(string(data), s.Name, "own", 1)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := gridcode.ReadScheme(data)
		if err != nil {
			if !errors.Is(err, gridcode.ErrScheme) {
				t.Fatalf("got %v", err)
			}
			return
		}
		out, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := gridcode.ReadScheme(out); err != nil || again.Len() != s.Len() {
			t.Fatalf("what was read is not read again: %v", err)
		}
		c := firstCode(t, s)
		if got, err := s.ParseChecked(c.Checked(), nil); err != nil || got != c {
			t.Fatalf("%s: %v", c, err)
		}
	})
}

// firstCode makes a code of the first number of every segment that can be given.
func firstCode(t *testing.T, s *gridcode.Scheme) gridcode.Code {
	t.Helper()
	text := ""
	for _, g := range s.Segments {
		for _, r := range g.Ranges {
			if !r.Disallowed {
				text += digitsOf(g, r.From)
				break
			}
		}
	}
	c, err := s.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
