package geotest

import (
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// CPU runs a benchmark's body on one core and reports the processor time of a turn, of all threads with the garbage
// collector's: other than the time on the clock it is about the same on a busy machine.
func CPU(b *testing.B, f func()) { CPUEach(b, 1, "op", f) }

// CPUEach is CPU for a body that does n things of a kind: it reports the processor time of one.
func CPUEach(b *testing.B, n int, kind string, f func()) {
	b.Helper()
	spent := Spent(b, func() {
		for b.Loop() {
			f()
		}
	})
	b.ReportMetric(float64(spent)/float64(b.N)/float64(n), "cpu-ns/"+kind)
}

// Spent gives the processor time that f takes on one core, of all threads.
func Spent(b *testing.B, f func()) time.Duration {
	b.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	runtime.GC()
	before := clock(b, unix.CLOCK_PROCESS_CPUTIME_ID)
	f()
	return clock(b, unix.CLOCK_PROCESS_CPUTIME_ID) - before
}

// ThreadCPU gives the processor time that f takes of its own thread.
func ThreadCPU(b *testing.B, f func()) time.Duration {
	b.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := clock(b, unix.CLOCK_THREAD_CPUTIME_ID)
	f()
	return clock(b, unix.CLOCK_THREAD_CPUTIME_ID) - before
}

func clock(b *testing.B, id int32) time.Duration {
	b.Helper()
	var t unix.Timespec
	if err := unix.ClockGettime(id, &t); err != nil {
		b.Fatal(err)
	}
	return time.Duration(t.Nano())
}

// ForgetPeak gives unused memory back and lets the kernel count the peak from here.
func ForgetPeak(b *testing.B) {
	b.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Fatal(err)
	}
}

// Peak gives the most memory that the process has had since ForgetPeak, in megabytes.
func Peak(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kB, err := strconv.ParseFloat(strings.Fields(after)[0], 64)
	if err != nil {
		b.Fatal(err)
	}
	return kB / 1000
}
