package intake

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"wangge/geo/vector"
)

// record is one row of a table or one feature of a layer, read through a mapping.
type record struct {
	file    string
	row     int // as people count in tables; the feature's number from 0 in layers
	id      string
	columns map[string]string
	value   func(column string) string
	shape   orb.Geometry
}

// text gives a field without the blanks around it; "" where the field is not mapped.
func (r record) text(field string) string {
	col, ok := r.columns[field]
	if !ok {
		return ""
	}
	return strings.TrimSpace(r.value(col))
}

// problems collects what is wrong with the rows of one import.
type problems struct {
	rows    vector.RowErrors
	refused map[place]bool
	notes   []string  // what was taken all the same, and how
	county  orb.Bound // zero where it is not known
}

// place is a row of a file.
type place struct {
	file string
	row  int
}

// fine reports whether nothing is wrong with a row, so that it can be taken.
func (p *problems) fine(r record) bool { return !p.refused[place{r.file, r.row}] }

func (p *problems) add(r record, field string, problem, remedy vector.Text) {
	if p.refused == nil {
		p.refused = map[place]bool{}
	}
	p.refused[place{r.file, r.row}] = true
	p.rows = append(p.rows, vector.RowError{File: r.file, Row: r.row, Field: field, Problem: problem, Remedy: remedy})
}

// sort puts the problems in the order of the files and their rows.
func (p *problems) sort(files []string) {
	order := map[string]int{}
	for i, f := range files {
		order[filepath.Base(f)] = i
	}
	slices.SortStableFunc(p.rows, func(a, b vector.RowError) int {
		return cmp.Or(cmp.Compare(order[a.File], order[b.File]), cmp.Compare(a.Row, b.Row))
	})
}

func text(zh, en string) vector.Text { return vector.Text{ZH: zh, EN: en} }

func textf(zh, en string, args ...any) vector.Text {
	return vector.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}

var scientific = regexp.MustCompile(`^([0-9])(?:\.([0-9]+))?[eE]\+?([0-9]{1,2})$`)

// code reads a code as text. A spreadsheet's scientific notation is taken where it has kept all digits, and refused where not.
func (p *problems) code(r record, field string, required bool) (string, bool) {
	s := strings.TrimSuffix(r.text(field), ".0")
	m := scientific.FindStringSubmatch(s)
	switch {
	case s == "" && required:
		p.add(r, field, text("缺少编码", "the code is missing"), text("补上编码", "fill the code in"))
		return "", false
	case m == nil:
		return s, true
	}
	if whole, ok := expanded(m); ok {
		return whole, true
	}
	p.add(r, field, textf("编码 %s 是科学计数法，末尾数字已丢失", "code %s is in scientific notation: its last digits are lost", s),
		text("在表格中把该列设为文本，重新录入编码", "format the column as text in the spreadsheet and enter the codes again"))
	return "", false
}

// expanded writes a number in scientific notation out, where it has kept all its digits.
func expanded(m []string) (string, bool) {
	exponent, err := strconv.Atoi(m[3])
	return m[1] + m[2], err == nil && len(m[2]) == exponent
}

// fullWidth reports digits as Chinese input methods write them (U+FF10 to U+FF19).
func fullWidth(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return '\uFF10' <= c && c <= '\uFF19' })
}

// count reads a whole number that is not negative; an empty field is 0.
func (p *problems) count(r record, field string) int {
	s := r.text(field)
	if s == "" {
		return 0
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v != math.Trunc(v) || v < 0 || v > 1e9 {
		p.add(r, field, textf("%q 不是非负整数", "%q is not a whole number of 0 or more", s), text("填写整数，如 600", "give a whole number such as 600"))
		return 0
	}
	return int(v)
}

// counted is count of what may not be said: nil where the field is empty.
func (p *problems) counted(r record, field string) *int {
	if r.text(field) == "" {
		return nil
	}
	n := p.count(r, field)
	return &n
}

// yes reads a flag; an empty field is false.
func (p *problems) yes(r record, field string) bool {
	switch s := strings.ToLower(r.text(field)); s {
	case "", "0", "false", "no", "n", "否":
		return false
	case "1", "true", "yes", "y", "是":
		return true
	default:
		p.add(r, field, textf("%q 不是“是”或“否”", "%q is neither yes nor no", s), text("填 是/否 或 true/false", "give true or false"))
		return false
	}
}

// word reads one of a closed set of words, each with the names that files use for it.
func word[T ~string](p *problems, r record, field string, words map[string]T, fallback T) T {
	s := strings.ToLower(r.text(field))
	if s == "" {
		if fallback == "" {
			p.add(r, field, text("此项不能为空", "this must not be empty"), text("补上此项", "fill it in"))
		}
		return fallback
	}
	if w, ok := words[s]; ok {
		return w
	}
	p.add(r, field, textf("不认识 %q", "%q is not known here", s), textf("可用：%s", "use one of: %s", known(words)))
	return fallback
}

// known lists the words of a closed set, for people to choose from.
func known[T ~string](words map[string]T) string {
	return strings.Join(slices.Sorted(maps.Keys(words)), ", ")
}
