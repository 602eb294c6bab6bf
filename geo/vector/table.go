package vector

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Table is a sheet of text: the first row that is not empty names the columns.
type Table struct {
	Name     string
	Header   []string
	Rows     [][]string // as many cells as the header has, blanks around them kept
	FirstRow int        // number of Rows[0] as people count, from 1
}

// Limits of tables.
const (
	maxTableBytes   = 256 << 20
	maxTableColumns = 1000
)

// ReadTable reads a CSV (UTF-8, GBK or GB18030; comma, semicolon or tab) or the first sheet of an XLSX.
// Rows with more cells than the header are RowErrors.
func ReadTable(ctx context.Context, path string, o Options) (*Table, error) {
	name := filepath.Base(path)
	t, err := readTable(ctx, path, name, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return t, nil
}

func readTable(ctx context.Context, path, name string, o Options) (*Table, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > min(o.maxBytes(), maxTableBytes) {
		return nil, fmt.Errorf("%w: %d bytes are over the limit of %d for tables", ErrUnreadable, info.Size(), min(o.maxBytes(), maxTableBytes))
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows []numbered
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		rows, err = xlsxRows(b)
	} else {
		rows, err = csvRows(b, o.Encoding)
	}
	if err != nil {
		return nil, err
	}
	return asTable(name, rows)
}

// numbered is a row with its number as people count.
type numbered struct {
	row   int
	cells []string
}

// asTable takes the first row for the header and evens out the others.
func asTable(name string, rows []numbered) (*Table, error) {
	if len(rows) == 0 {
		return nil, fmt.Errorf("%w: the table is empty", ErrUnreadable)
	}
	t := &Table{Name: name, FirstRow: rows[0].row + 1}
	seen := map[string]bool{}
	for i, h := range rows[0].cells {
		h = strings.TrimSpace(h)
		if h != "" && seen[h] {
			return nil, fmt.Errorf("%w: the column %q is there twice", ErrUnreadable, h)
		}
		if seen[h] = true; h == "" {
			h = fmt.Sprintf("column %d", i+1)
		}
		t.Header = append(t.Header, h)
	}
	var wrong RowErrors
	for _, r := range rows[1:] {
		for t.FirstRow+len(t.Rows) < r.row { // blank rows keep their numbers
			t.Rows = append(t.Rows, make([]string, len(t.Header)))
		}
		for len(r.cells) > len(t.Header) && strings.TrimSpace(r.cells[len(r.cells)-1]) == "" {
			r.cells = r.cells[:len(r.cells)-1]
		}
		if len(r.cells) > len(t.Header) {
			wrong = append(wrong, RowError{
				File: name, Row: r.row,
				Problem: Text{ZH: fmt.Sprintf("有 %d 列，表头只有 %d 列", len(r.cells), len(t.Header)), EN: fmt.Sprintf("it has %d cells, the header has %d", len(r.cells), len(t.Header))},
				Remedy:  Text{ZH: "检查多余的分隔符，或给含逗号的文字加引号", EN: "look for a separator too many, or quote text that holds one"},
			})
		}
		for len(r.cells) < len(t.Header) {
			r.cells = append(r.cells, "")
		}
		t.Rows = append(t.Rows, r.cells)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	t.dropBlank()
	return t, nil
}

// dropBlank takes away blank rows at the end.
func (t *Table) dropBlank() {
	for len(t.Rows) > 0 && strings.TrimSpace(strings.Join(t.Rows[len(t.Rows)-1], "")) == "" {
		t.Rows = t.Rows[:len(t.Rows)-1]
	}
}

func csvRows(b []byte, given string) ([]numbered, error) {
	text, err := tableText(b, given)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	r.Comma = separator(text)
	var out []numbered
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
		}
		if len(cells) > maxTableColumns {
			return nil, fmt.Errorf("%w: a row has %d cells", ErrUnreadable, len(cells))
		}
		line, _ := r.FieldPos(0)
		out = append(out, numbered{row: line, cells: cells})
	}
}

// separator takes the one of comma, semicolon and tab that the first line has most of.
func separator(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	best, n := ',', strings.Count(line, ",")
	for _, c := range ";\t" {
		if m := strings.Count(line, string(c)); m > n {
			best, n = c, m
		}
	}
	return best
}

// tableText decodes a table. GB18030 reads GBK too; a byte that neither it nor UTF-8 has is an error with its line.
func tableText(b []byte, given string) (string, error) {
	enc := ""
	if given != "" {
		var err error
		if enc, err = ogrEncoding(given); err != nil {
			return "", err
		}
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}), bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return "", fmt.Errorf("%w: it is UTF-16 text: save it as CSV in UTF-8 请另存为 UTF-8 的 CSV", ErrUnreadable)
	case bytes.IndexByte(b, 0) >= 0:
		return "", fmt.Errorf("%w: it is no text table", ErrUnreadable)
	case utf8.Valid(b) && enc != "GB18030":
		return string(b), nil
	case enc == "UTF-8":
		return "", fmt.Errorf("%w: line %d is not UTF-8", ErrUnreadable, badLine(string(bytes.ToValidUTF8(b, []byte("\uFFFD")))))
	}
	s, err := simplifiedchinese.GB18030.NewDecoder().String(string(b))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if strings.ContainsRune(s, '\uFFFD') {
		return "", fmt.Errorf("%w: line %d is neither UTF-8 nor GB18030", ErrUnreadable, badLine(s))
	}
	return s, nil
}

func badLine(s string) int {
	before, _, _ := strings.Cut(s, "\uFFFD")
	return strings.Count(before, "\n") + 1
}
