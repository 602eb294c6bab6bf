// Command wangge is the grid map's tools: it checks files and explains codes.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set when the binary is linked.
var version = "dev"

type cli struct {
	Check   checkCmd   `cmd:"" help:"Find overlaps, gaps and all other faults of a grid map. 检查"`
	Code    codeCmd    `cmd:"" help:"Explain codes. 编码"`
	Version versionCmd `cmd:"" help:"Print the version. 版本"`
}

// env is what a command gets from the outside; tests give their own.
type env struct {
	out, err io.Writer
	in       io.Reader
}

// exitError ends the program with a code of its own; a nil cause has been told already.
type exitError struct {
	code  int
	cause error
}

func (e *exitError) Error() string {
	if e.cause == nil {
		return fmt.Sprintf("exit %d", e.code)
	}
	return e.cause.Error()
}

func (e *exitError) Unwrap() error { return e.cause }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], env{out: os.Stdout, err: os.Stderr, in: os.Stdin})
	stop()
	os.Exit(code)
}

// run is the whole program; it gives the exit code: 0 done, 1 not done (or faults found), 2 wrongly called or not checkable.
func run(ctx context.Context, args []string, e env) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("wangge"),
		kong.Description("Wangge 网格: a county's grid map, proven, coded once and for ever, and resolved."),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Writers(e.out, e.err),
		kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(e),
	)
	if err != nil {
		fmt.Fprintln(e.err, "wangge:", err)
		return 2
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if exited >= 0 { // help was asked for
		return exited
	}
	if err != nil {
		var p *kong.ParseError
		if errors.As(err, &p) && len(args) > 1 {
			fmt.Fprintf(e.err, "wangge: %v (see `wangge %s --help`)\n", err, args[0])
		} else {
			fmt.Fprintf(e.err, "wangge: %v (see `wangge --help`)\n", err)
		}
		return 2
	}
	return report(k.Run(), e)
}

func report(err error, e env) int {
	var exit *exitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		if exit.cause != nil {
			tell(e, exit.cause)
		}
		return exit.code
	default:
		tell(e, err)
		return 1
	}
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(e env) error {
	_, err := fmt.Fprintln(e.out, "wangge", version)
	return err
}
