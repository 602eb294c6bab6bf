package vector_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"wangge/geo/vector"
)

func TestReadTable(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("编码,名称\r\n370883,邹城市\r\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"UTF-8": "编码,名称\n370883,邹城市\n", "with a mark": "\ufeff编码,名称\n370883,邹城市\n\n", "GBK": gbk, "semicolons": "编码;名称\n370883;邹城市\n",
	} {
		got, err := vector.ReadTable(t.Context(), write(t, "a.csv", []byte(text)), vector.Options{})
		if err != nil || strings.Join(got.Header, "|") != "编码|名称" || len(got.Rows) != 1 || got.Rows[0][1] != "邹城市" || got.FirstRow != 2 {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	for name, tt := range map[string]struct{ text, want string }{
		"too many cells":    {"a,b\n1,2\n1,2,3\n", "row 3"},
		"a column twice":    {"a,a\n1,2\n", "twice"},
		"neither encoding":  {"a,b\n\xff\xff,2\n", "line 2"},
		"not text":          {"a,b\n\x00,2\n", "no text"},
		"nothing":           {"", "empty"},
		"UTF-16":            {"\xff\xfea\x00", "UTF-16"},
		"an unclosed quote": {"a,b\n\"1,2\n", "quote"},
	} {
		if _, err := vector.ReadTable(t.Context(), write(t, "a.csv", []byte(tt.text)), vector.Options{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want words with %q", name, err, tt.want)
		}
	}
}

// workbook is an XLSX whose first sheet is filled.
func workbook(t *testing.T, fill func(f *excelize.File, set func(cell string, v any))) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // of a test
	fill(f, func(cell string, v any) {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	})
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWorkbook(t *testing.T) {
	t.Parallel()
	// The first row is blank, the town of both rows is one merged cell, and one code is a number.
	path := workbook(t, func(f *excelize.File, set func(string, any)) {
		set("A2", "镇街")
		set("B2", "编码")
		set("C2", "户数")
		set("A3", "钢山街道")
		set("B3", "370883001004001")
		set("B4", 370883001004002)
		set("C3", 12)
		if err := f.MergeCell("Sheet1", "A3", "A4"); err != nil {
			t.Fatal(err)
		}
		style, err := f.NewStyle(&excelize.Style{NumFmt: 11}) // shown as 3.71E+14
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", "B4", "B4", style); err != nil {
			t.Fatal(err)
		}
	})
	got, err := vector.ReadTable(t.Context(), path, vector.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"钢山街道", "370883001004001", "12"}, {"钢山街道", "370883001004002", ""}}
	if got.FirstRow != 3 || !cmp.Equal(got.Rows, want) {
		t.Errorf("from row %d: %q, want %q from row 3", got.FirstRow, got.Rows, want)
	}
}

// A spreadsheet keeps 15 digits of a number: of a longer code the last ones are zeros, or anything. Text keeps all.
func TestNumbersOfAWorkbookThatLostDigits(t *testing.T) {
	t.Parallel()
	path := workbook(t, func(_ *excelize.File, set func(string, any)) {
		for cell, v := range map[string]any{"A1": "编码", "A2": 370883001004002, "A3": 3708830001004010, "A4": "3708830001004013"} {
			set(cell, v)
		}
	})
	got, err := vector.ReadTable(t.Context(), path, vector.Options{})
	want := [][]string{{"370883001004002"}, {"3.70883000100401E+15"}, {"3708830001004013"}}
	if err != nil || !cmp.Equal(got.Rows, want) {
		t.Errorf("got %q, %v; want %q", got.Rows, err, want)
	}
}

func TestWorkbookRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, want string
		fill       func(f *excelize.File, set func(string, any))
	}{
		{"a formula without a value", "cell B2", func(f *excelize.File, set func(string, any)) {
			set("A1", "a")
			set("B1", "b")
			set("A2", "1")
			if err := f.SetCellFormula("Sheet1", "B2", "A2+1"); err != nil {
				t.Fatal(err)
			}
		}},
		{"an error value", "#REF!", func(_ *excelize.File, set func(string, any)) {
			set("A1", "a")
			set("A2", "#REF!")
		}},
		{"nothing", "empty", func(*excelize.File, func(string, any)) {}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, err := vector.ReadTable(t.Context(), workbook(t, tt.fill), vector.Options{}); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want words with %q", err, tt.want)
			}
		})
	}
	if _, err := vector.ReadTable(t.Context(), write(t, "a.xlsx", []byte("a,b\n1,2\n")), vector.Options{}); err == nil || !strings.Contains(err.Error(), "no XLSX") {
		t.Errorf("a CSV under the name of a workbook: %v", err)
	}
}
