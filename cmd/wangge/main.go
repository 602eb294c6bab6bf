// Command wangge is the grid map service and its tools: one binary that serves, imports, checks, codes, publishes and resolves.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set when the binary is linked.
var version = "dev"

type cli struct {
	Globals

	Serve   serveCmd   `cmd:"" help:"Run the service. 启动服务"`
	Demo    demoCmd    `cmd:"" help:"Make the demo city's files, load them, or start over. 演示城市"`
	Import  importCmd  `cmd:"" help:"Import divisions, grids, officers, postings, streets, buildings, codes or matters. 导入"`
	Check   checkCmd   `cmd:"" help:"Find overlaps, gaps and all other faults of a grid map. 检查"`
	Repair  repairCmd  `cmd:"" help:"Repair borders that differ from their neighbours' or the parent's by little. 修复"`
	Code    codeCmd    `cmd:"" help:"Number grids, explain codes. 编码"`
	Posting postingCmd `cmd:"" help:"List postings; leave, return, vacancy. 岗位"`
	Report  reportCmd  `cmd:"" help:"What a planner should look after. 报告"`
	Draft   draftCmd   `cmd:"" help:"List, show and change drafts. 草稿"`
	Publish publishCmd `cmd:"" help:"Publish a draft as the next revision, or restore an earlier one. 发布"`
	Export  exportCmd  `cmd:"" help:"Write QR codes to print, or a table of H3 cells. 导出"`
	Resolve resolveCmd `cmd:"" help:"Tell which grid a position lies in, and who answers for it. 落格"`
	Merge   mergeCmd   `cmd:"" help:"Make one network of several: faces, crosswalk, proposed grids. 多网合一"`
	Regroup regroupCmd `cmd:"" help:"Group faces into contiguous grids of about the same people. 重组"`
	Migrate migrateCmd `cmd:"" help:"Bring a database's schema up, or down. 数据库结构升级"`
	Health  healthCmd  `cmd:"" help:"Ask a running service whether it is ready (for container health checks). 健康检查"`
	Version versionCmd `cmd:"" help:"Print the version. 版本"`
}

// parser reads the command line. Every flag is an environment variable too, --max-upload WANGGE_MAX_UPLOAD and so on,
// but for those that mean one act, such as --commit.
func (c *cli) parser(options ...kong.Option) (*kong.Kong, error) {
	return kong.New(c, append(options,
		kong.Name("wangge"),
		kong.Description("Wangge 网格: a county's grid map, proven, coded once and for ever, and resolved."),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.DefaultEnvars("WANGGE"),
	)...)
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
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	code := run(ctx, os.Args[1:], env{out: os.Stdout, err: onScreen(os.Stderr), in: os.Stdin})
	os.Exit(code)
}

// interrupted is the exit code of a command that Ctrl-C ended, as shells have it. A service that was up ends with 0.
const interrupted = 130

// run is the whole program; it gives the exit code: 0 done, 1 not done (or faults found), 2 wrongly called or not checkable.
func run(ctx context.Context, args []string, e env) int {
	var c cli
	exited := -1
	parser, err := c.parser(
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
		fmt.Fprintf(e.err, "wangge: %v (see `wangge %s--help`)\n", err, commandOf(err))
		return 2
	}
	err = k.Run(&c.Globals)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		fmt.Fprintln(e.err, "wangge: interrupted")
		return interrupted
	}
	return report(err, e)
}

// commandOf gives the words of the command that a line could not be read for, each with a blank behind it.
func commandOf(err error) string {
	var p *kong.ParseError
	out := ""
	if !errors.As(err, &p) || p.Context == nil {
		return out
	}
	for _, step := range p.Context.Path {
		if step.Command != nil {
			out += step.Command.Name + " "
		}
	}
	return out
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

// logger writes what the service does for people at a terminal, or as JSON for collectors.
func logger(format string, level slog.Level, w io.Writer) *slog.Logger {
	o := &slog.HandlerOptions{Level: level}
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(e env) error {
	_, err := fmt.Fprintln(e.out, "wangge", version)
	return err
}
