package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What go test prints, less its noise, and the claims of which both figures are there.
func TestTable(t *testing.T) {
	t.Parallel()
	in := `goos: linux
BenchmarkCheck/cells=1410-2         	     193	   5951295 ns/op	   4000000 cpu-ns/op	        19.35 peak-MB
BenchmarkCheck/cells=136000-2       	       2	 759907709 ns/op	 400000000 cpu-ns/op	       175.9 peak-MB
BenchmarkCheck/cells=1000000        	       1	6670389633 ns/op	3800000000 cpu-ns/op	      1006 peak-MB
BenchmarkPostGIS/cells=1410-2       	       3	 401234567 ns/op	 120000000 cpu-ns/op
PASS
ok  	wangge/geo/coverage	58.502s
?   	wangge/geo/geotest	[no test files]
`
	want := `goos: linux
BenchmarkCheck/cells=1410-2         	     193	   5951295 ns/op	   4000000 cpu-ns/op	        19.35 peak-MB
BenchmarkCheck/cells=136000-2       	       2	 759907709 ns/op	 400000000 cpu-ns/op	       175.9 peak-MB
BenchmarkCheck/cells=1000000        	       1	6670389633 ns/op	3800000000 cpu-ns/op	      1006 peak-MB
BenchmarkPostGIS/cells=1410-2       	       3	 401234567 ns/op	 120000000 cpu-ns/op

what                                 ours     peer                      ratio  goal
check, 1,410 grids                   4.0 ms   PostGIS         120.0 ms  1/30   ≤ 1/40     MISSED
check, 1,000,000 grids               3.80 s   check, 136,000  400.0 ms  9.5    ≤ 9        MISSED
peak memory of that, input included  1006 MB                                   ≤ 3000 MB  met
`
	var out strings.Builder
	if err := run(strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		got = append(got, strings.TrimRight(line, " \n"))
	}
	if diff := cmp.Diff(strings.Split(strings.TrimSuffix(want, "\n"), "\n"), got); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}
}
