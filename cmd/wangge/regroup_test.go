package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wangge/geo/regroup"
)

const threeFaces = `[{"name":"东关","nodes":[{"id":1,"pop":310,"area":9000,"base":"g1"},{"id":"b","pop":300,"area":9000,"base":null},
{"id":"c","pop":590,"area":9000,"outer":30}],"edges":[{"a":1,"b":"b","length":90},{"a":"b","b":"c","length":90,"street":true}]}]`

// regroupOf runs the command on a graph; it gives the exit code, what was written and what was said.
func regroupOf(t *testing.T, ctx context.Context, graph string, flags ...string) (code int, written, said string) {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "graph.json"), filepath.Join(dir, "plan.json")
	if err := os.WriteFile(in, []byte(graph), 0o600); err != nil {
		t.Fatal(err)
	}
	var words bytes.Buffer
	code = run(ctx, append([]string{"regroup", "--graph", in, "--out", out}, flags...), env{out: &words, err: &words, in: strings.NewReader("")})
	b, err := os.ReadFile(out)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(out + ".*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	return code, string(b), words.String()
}

func TestRegroupWritesLabelsAndGrids(t *testing.T) {
	t.Parallel()
	code, out, said := regroupOf(t, context.Background(), threeFaces, "--seed", "3", "--steps", "10000")
	want := `[{"name":"东关","labels":[0,0,1],"grids":[{"people":610,"reason":""},{"people":590,"reason":""}]}]` + "\n"
	if code != 0 || out != want {
		t.Errorf("exit %d, %s%s", code, out, said)
	}
	if code, out, said = regroupOf(t, context.Background(), `[]`); code != 0 || out != "[]\n" {
		t.Errorf("no community: exit %d, %s%s", code, out, said)
	}
}

func TestRegroupProves(t *testing.T) {
	t.Parallel()
	code, out, said := regroupOf(t, context.Background(), threeFaces, "--prove", "--nodes", "100")
	want := `[{"name":"东关","labels":[0,0,1],"grids":[{"people":610,"reason":""},{"people":590,"reason":""}],"j":`
	if code != 0 || !strings.HasPrefix(out, want) || !strings.HasSuffix(out, `,"optimal":true}]`+"\n") || !strings.Contains(out, `"bound":`) {
		t.Errorf("exit %d, %s%s", code, out, said)
	}
}

func TestRegroupInterruptedWritesTheBestSoFar(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	code, out, said := regroupOf(t, ctx, threeFaces)
	var plans []struct{ Labels []int }
	if err := json.Unmarshal([]byte(out), &plans); err != nil || code != interrupted || len(plans) != 1 || len(plans[0].Labels) != 3 {
		t.Errorf("exit %d, %v: %s%s", code, err, out, said)
	}
}

func TestRegroupRefusesBadInputAndWritesNothing(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ old, wrong, words string }{
		{`"pop":300`, `"pop":-300`, "东关"},
		{`"pop":300,`, ``, "nodes[1]"},
		{`"pop":300`, `"pop":"many"`, "nodes.pop"},
		{`"area":9000,"base":"g1"`, `"base":"g1"`, "pop and area"},
		{`"id":"c"`, `"id":"b"`, "nodes[2]"},
		{`"id":"c"`, `"id":["c"]`, "identifier"},
		{`"a":1`, `"a":"nobody"`, "nobody"},
		{`"length":90,"street"`, `"length":-90,"street"`, "length is -90"},
		{`"length":90,"street"`, `"street"`, "needs length"},
		{`,{"a":"b","b":"c","length":90,"street":true}`, ``, "not connected"},
		{`"nodes":[`, `"k":0,"nodes":[`, "k is 0"},
		{`"nodes":[`, `"k":4,"nodes":[`, "k is 4"},
		{`"nodes":[`, `"k":1.5,"nodes":[`, "1.5"},
		{`[{"name"`, `{"name"`, "JSON"},
	} {
		if !strings.Contains(threeFaces, tt.old) {
			t.Fatalf("%q is not in the graph", tt.old)
		}
		code, out, said := regroupOf(t, context.Background(), strings.Replace(threeFaces, tt.old, tt.wrong, 1))
		if code != 2 || out != "" || !strings.Contains(said, tt.words) {
			t.Errorf("%s: exit %d, wrote %q, said %q", tt.wrong, code, out, said)
		}
	}
	for _, flags := range [][]string{{"--target", "0"}, {"--target", "NaN"}, {"--steps=-1"}, {"--prove", "--nodes", "0"}, {"--seed", "x"}} {
		if code, out, said := regroupOf(t, context.Background(), threeFaces, flags...); code != 2 || out != "" {
			t.Errorf("%v: exit %d, wrote %q, said %q", flags, code, out, said)
		}
	}
}

func FuzzParseGraph(f *testing.F) {
	f.Add([]byte(threeFaces))
	f.Add([]byte(`[{"k":1,"nodes":[{"id":1e400,"pop":1e300,"area":0}]}]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		in, err := parseGraph(b)
		if err != nil {
			return
		}
		plans, err := regroup.Solve(context.Background(), in, regroup.Options{Steps: 500})
		for i, p := range plans {
			if len(p.Labels) != len(in[i].Nodes) || math.IsNaN(p.J) || math.IsInf(p.J, 0) {
				t.Errorf("%s: %+v", b, p)
			}
		}
		if err == nil && len(plans) != len(in) {
			t.Errorf("%s: %d plans", b, len(plans))
		}
	})
}
