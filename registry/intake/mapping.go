package intake

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wangge/registry"
)

// Profile is a saved field mapping: the property or column that holds each field.
type Profile struct {
	Fields map[string]string `json:"fields"`
}

// LoadProfile reads a profile that SaveProfile wrote.
func LoadProfile(path string) (Profile, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Profile{}, fmt.Errorf("read profile: %w", err)
	}
	var p Profile
	if err := json.Unmarshal(b, &p); err != nil {
		return Profile{}, fmt.Errorf("read profile %s: %w: %w", path, registry.ErrInvalid, err)
	}
	return p, nil
}

// Save writes the profile for the next file of the same make.
func (p Profile) Save(path string) error {
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return fmt.Errorf("save profile: %w", err)
	}
	if err := os.WriteFile(path, append(b, '\n'), 0o644); err != nil { // a mapping is no secret
		return fmt.Errorf("save profile: %w", err)
	}
	return nil
}

// field is one thing that a kind of import wants to know of each row.
type field struct {
	name     string
	required bool
	aliases  []string // names that files use for it, lower case
}

// Mapping is where each field is read from in one file.
type Mapping struct {
	Columns map[string]string // field → property or column
	Guessed []string          // fields found by a well-known name, sorted
}

// Describe says in one line what was mapped, guesses marked.
func (m Mapping) Describe() string {
	var parts []string
	for _, f := range slices.Sorted(maps.Keys(m.Columns)) {
		s := f + " ← " + m.Columns[f]
		if slices.Contains(m.Guessed, f) {
			s += " (guessed 猜测)"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

// mapFields finds the column of each field: by the caller's word, else by a well-known name.
// A field the caller maps must exist; a required one that is not found is an error that lists the columns.
func mapFields(file string, header []string, fields []field, given map[string]string) (Mapping, error) {
	m := Mapping{Columns: map[string]string{}}
	for name := range given {
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == name }) {
			return m, fmt.Errorf("%w: there is no field %q here; the fields are %s", registry.ErrInvalid, name, fieldNames(fields))
		}
	}
	for _, f := range fields {
		if col, ok := given[f.name]; ok {
			if col == "" && !f.required { // the caller wants no column for it
				continue
			}
			if !slices.Contains(header, col) {
				return m, fmt.Errorf("%w: %s has no column %q for the field %s; it has %s", registry.ErrInvalid, file, col, f.name, strings.Join(header, ", "))
			}
			m.Columns[f.name] = col
			continue
		}
		if col, exact := findColumn(header, f); col != "" {
			m.Columns[f.name] = col
			if !exact {
				m.Guessed = append(m.Guessed, f.name)
			}
		} else if f.required {
			return m, fmt.Errorf("%w: %s has no column that looks like %q; it has %s; name it with --field %s=COLUMN",
				registry.ErrInvalid, file, f.name, strings.Join(header, ", "), f.name)
		}
	}
	slices.Sort(m.Guessed)
	return m, nil
}

// findColumn looks for the field's own name first, then for its aliases in their order, then for the only
// column that ends with one of them as a word, such as beat_code or 网格编号.
func findColumn(header []string, f field) (col string, exact bool) {
	names := append([]string{f.name}, f.aliases...)
	for i, want := range names {
		for _, h := range header {
			if strings.EqualFold(strings.TrimSpace(h), want) {
				return h, i == 0 && h == f.name
			}
		}
	}
	for _, h := range header {
		if !slices.ContainsFunc(names, func(want string) bool { return endsWith(strings.ToLower(strings.TrimSpace(h)), want) }) {
			continue
		}
		if col != "" { // two: neither is likelier
			return "", false
		}
		col = h
	}
	return col, false
}

// endsWith reports whether a column's name ends with a word; Chinese words need nothing between them.
func endsWith(column, word string) bool {
	before, ok := strings.CutSuffix(column, word)
	if !ok || before == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return word[0] >= utf8.RuneSelf || !unicode.IsLetter(last) && !unicode.IsDigit(last)
}

func fieldNames(fields []field) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	return strings.Join(names, ", ")
}
