package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wangge/geo/coverage"
)

// The east cell's border with the west one is 20 cm off; "pop" is a number with a fraction that has to come through.
func TestRepairFiles(t *testing.T) {
	t.Parallel()
	west := `{"type":"Feature","id":7,"properties":{"code":"w","pop":600.10},"geometry":` + strip("116.900000001", "116.91") + `}`
	east := `{"type":"Feature","id":"8","properties":{"code":"e","changed":"2026-03-01"},"geometry":` + strip("116.910002", "116.92") + `}`
	path := write(t, "grids.geojson", collection(west, east))
	parent := write(t, "parent.geojson", collection(feature("p", strip("116.900000001", "116.92"))))
	out, report := filepath.Join(t.TempDir(), "repaired.geojson"), filepath.Join(t.TempDir(), "report.json")

	code, text, errs := wangge(t, "repair", "--parent", parent, "--id", "code", "--keep", "w", "--out", out, "--report", report, path)
	if code != 0 || !strings.Contains(text, "1 changes to 1 of them, 0 findings left") {
		t.Fatalf("exit %d, want 0: %s%s", code, text, errs)
	}
	var plan coverage.Plan
	b, err := os.ReadFile(report)
	if err != nil || json.Unmarshal(b, &plan) != nil {
		t.Fatalf("%v: %s", err, b)
	}
	if c := plan.Changes[0]; c.Cells[0] != "e" || c.By[0] != "w" || c.DistanceM < 0.1 || c.DistanceM > 0.3 || c.AreaM2 < 100 {
		t.Errorf("change %+v", c)
	}
	b, err = os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"id":7`, `"id":"8"`, `"pop":600.10`, `"code":"w"`, "116.900000001"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the output lacks %s: %s", want, b)
		}
	}
	if code, text, errs := wangge(t, "check", "--parent", parent, "--id", "code", out); code != 0 {
		t.Errorf("the output is not sound: %s%s", text, errs)
	}
}

func TestRepairRefuses(t *testing.T) {
	t.Parallel()
	path := write(t, "grids.geojson", collection(feature("a", strip("116.90", "116.91"))))
	for name, tt := range map[string]struct {
		args []string
		want string
	}{
		"nowhere to write":        {[]string{path}, "--out"},
		"the input overwritten":   {[]string{"--out", path, path}, "overwrite"},
		"a tolerance of nothing":  {[]string{"--plan", "--tolerance", "0", path}, "--tolerance"},
		"an unknown cell to keep": {[]string{"--plan", "--id", "code", "--keep", "x", path}, `"x"`},
		"an unknown property":     {[]string{"--plan", "--newer", "when", path}, `"when"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if code, _, errs := wangge(t, append([]string{"repair"}, tt.args...)...); code != 2 || !strings.Contains(errs, tt.want) {
				t.Errorf("exit %d, %q; want 2 and words with %q", code, errs, tt.want)
			}
		})
	}
}
