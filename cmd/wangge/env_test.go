package main

import (
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

func TestEveryFlagIsAnEnvironmentVariableToo(t *testing.T) {
	t.Parallel()
	var c cli
	parser, err := c.parser()
	if err != nil {
		t.Fatal(err)
	}
	acts := map[string]bool{"help": true, "commit": true, "revert": true, "down": true, "apply": true, "out": true, "crosswalk": true, "accept": true} // done once, not set for good
	err = kong.Visit(parser.Model.Node, func(node kong.Visitable, next kong.Next) error {
		flag, ok := node.(*kong.Flag)
		if !ok || acts[flag.Name] {
			return next(nil)
		}
		want := "WANGGE_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		if len(flag.Envs) != 1 || flag.Envs[0] != want {
			t.Errorf("--%s is %v, want %s", flag.Name, flag.Envs, want)
		}
		return next(nil)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAVariableCountsAsItsFlag(t *testing.T) {
	t.Setenv("WANGGE_LISTEN", "nonsense")
	if code, _, errs := wangge(t, "serve"); code == 0 || !strings.Contains(errs, "listen on nonsense") {
		t.Errorf("exit %d: %s", code, errs)
	}
}
