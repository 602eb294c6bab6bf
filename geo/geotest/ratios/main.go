// Command ratios reads what `go test -bench` prints and ends it in a table: every claim of speed or memory that the
// project makes, each as a ratio of two figures of this one run, beside its goal. A claim whose benchmarks did not run is
// left out. Nothing fails where a goal is missed: a machine may be busy, and a reader sees it.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "ratios:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	f := figures{}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		line := lines.Text()
		f.read(line)
		if !noise(line) {
			fmt.Fprintln(out, line)
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return f.table(out, claims)
}

// noise is what tells nothing where all went well.
func noise(line string) bool {
	return line == "PASS" || strings.HasPrefix(line, "ok ") || strings.Contains(line, "[no test files]")
}

// figures are the metrics of benchmarks: "Check/cells=1410 cpu-ns/op".
type figures map[string]float64

// read takes the metrics of a benchmark's line, "BenchmarkCheck/cells=1410-2  193  5951295 ns/op  4197753 cpu-ns/op".
func (f figures) read(line string) {
	words := strings.Fields(line)
	if len(words) < 4 || !strings.HasPrefix(words[0], "Benchmark") {
		return
	}
	name := strings.TrimPrefix(words[0], "Benchmark")
	if at := strings.LastIndexByte(name, '-'); at > 0 {
		if _, err := strconv.Atoi(name[at+1:]); err == nil { // the number of cores
			name = name[:at]
		}
	}
	for i := 2; i+1 < len(words); i += 2 {
		if v, err := strconv.ParseFloat(words[i], 64); err == nil {
			f[name+" "+words[i+1]] = v
		}
	}
}

func (f figures) table(out io.Writer, claims []claim) error {
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	head := "\nwhat\tours\tpeer\t\tratio\tgoal\t\n"
	for _, c := range claims {
		ours, ok := f[c.ours]
		peer, there := f[c.peer]
		if !ok || c.peer != "" && !there {
			continue
		}
		ratio, told := ours/c.limit(peer), "met"
		if ratio > 1 {
			told = "MISSED"
		}
		fmt.Fprintf(t, "%s%s\t%s\t%s\t%s\t%s\t%s\t%s\n", head, c.what, c.figure(ours), c.named, c.theirs(peer), c.ratio(ours, peer), c.goal(), told)
		head = ""
	}
	return t.Flush()
}
