package intake

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"wangge/geo/vector"
	"wangge/registry"
)

func changesOf(t *testing.T, name, text string) ([]registry.DivisionChange, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return ReadChanges(t.Context(), path, vector.Options{})
}

// Changes come as people keep them; each row knows where it stood.
func TestReadChanges(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("旧编码,新编码,名称\n370883003,370883103,凫山镇\n370883003001,370883104005,\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"plain.csv":   "old,new,name\n370883003,370883103,凫山镇\n370883003001,370883104005,\n",
		"bom.csv":     "\xef\xbb\xbf旧编码;新编码;名称\n370883003;370883103;凫山镇\n370883003001;370883104005;\n",
		"gbk.csv":     gbk,
		"padded.csv":  "名称,旧编码,新编码\n凫山镇, 370883003000 ,3.70883103E+8\n,370883003001,370883104005\n",
		"list.json":   `[{"old": "370883003", "new": 370883103, "name": "凫山镇"},` + "\n" + `{"old": "370883003001", "new": "370883104005"}]`,
		"object.json": `{"changes": [{"old": "370883003", "new": "370883103", "name": "凫山镇"},` + "\n" + `{"old": "370883003001", "new": "370883104005", "name": null}]}`,
		"list.yaml":   "- {旧编码: 370883003, 新编码: 370883103, 名称: 凫山镇}\n- {旧编码: 370883003001, 新编码: \"370883104005\"}\n",
	} {
		got, err := changesOf(t, name, text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		row := 1
		if filepath.Ext(name) == ".csv" {
			row = 2
		}
		want := []registry.DivisionChange{
			{Old: "370883003", New: "370883103", Name: "凫山镇", File: name, Row: row},
			{Old: "370883003001", New: "370883104005", File: name, Row: row + 1},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestReadChangesRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file, text, want string
		row                    int
	}{
		{"lost digits", "a.csv", "old,new\n370883003,370883103\n3.70883E+11,370883103001\n", "last digits are lost", 3},
		{"lost digits in a number", "a.yaml", "- {old: 370883003, new: 3.7E+08}\n", "last digits are lost", 1},
		{"no old code", "a.csv", "old,new\n,370883103\n", "code is missing", 2},
		{"no new code", "a.json", `[{"old": "370883003"}, {"old": "370883104", "new": "370883105"}]`, "code is missing", 1},
		{"no such column", "a.csv", "old,neu\n370883003,370883103\n", `no column that looks like "new"`, 0},
		{"no list", "a.json", `{"old": "370883003"}`, "should be a list of rows", 0},
		{"no rows", "a.yaml", "- 370883003\n", "a row has the members", 0},
		{"no YAML", "a.yaml", "- {old: \n", "a.yaml", 0},
		{"nothing", "a.yaml", "", "empty", 0},
		{"no such file", "a.docx", "x", "no table", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := changesOf(t, tt.file, tt.text)
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %q", err, tt.want)
			}
			var rows vector.RowErrors
			if errors.As(err, &rows) && rows[0].Row != tt.row || tt.row > 0 && len(rows) == 0 {
				t.Errorf("got %v, want row %d", err, tt.row)
			}
		})
	}
}
