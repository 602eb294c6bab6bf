package web_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sys/unix"
)

// The whole way of a request but the network: middleware, parameters, the snapshot, JSON.
func BenchmarkResolve(b *testing.B) {
	s := publishedCounty(b)
	var requests []*http.Request
	for _, q := range positions(s.maps.Load(), 500) {
		requests = append(requests, httptest.NewRequest(http.MethodGet, "/v1/resolve?"+q, nil))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		w := httptest.NewRecorder()
		if s.web.ServeHTTP(w, requests[i%len(requests)]); w.Code != http.StatusOK {
			b.Fatal(w.Code, w.Body)
		}
	}
}

// BenchmarkResolveHTTP asks a server on one core over 16 connections, by turns for resolve and a peer, so that whatever else the machine does
// weighs on both: a bare handler of the same Echo behind the same middleware that returns constant JSON of the same length, and
// the same answer by pgx and PostGIS.
func BenchmarkResolveHTTP(b *testing.B) {
	s := publishedCounty(b)
	address, pid := startCompared(b, s.database)
	where := positions(s.maps.Load(), 500)
	setConstant(b, address, where)
	for _, peer := range []struct {
		name, path string
		requests   int
	}{{"constant", "/constant", 2000}, {"postgis", "/postgis", 200}} {
		b.Run(peer.name, func(b *testing.B) {
			ours := newLoad(b, address, "/v1/resolve", where)
			theirs := newLoad(b, address, peer.path, where)
			for b.Loop() {
				ours.ask(b, pid, peer.requests)
				theirs.ask(b, pid, peer.requests)
			}
			ours.report(b, "resolve")
			theirs.report(b, "peer")
		})
	}
}

// setConstant gives the bare handler the answer of middling length.
func setConstant(b *testing.B, address string, where []string) {
	b.Helper()
	answers := make([]string, len(where))
	for i, q := range where {
		answers[i] = fetch(b, "http://"+address+"/v1/resolve?"+q)
	}
	slices.SortFunc(answers, func(a, b string) int { return len(a) - len(b) })
	answer, err := http.Post("http://"+address+"/constant", "application/json", strings.NewReader(answers[len(answers)/2])) //nolint:noctx // so it does
	if err != nil {
		b.Fatal(err)
	}
	answer.Body.Close() //nolint:errcheck // there is nothing in it
}

func fetch(b *testing.B, url string) string {
	b.Helper()
	answer, err := http.Get(url) //nolint:noctx // the server ends with the benchmark
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		b.Fatalf("%s: %s, %v: %s", url, answer.Status, err, body)
	}
	return string(body)
}

// load asks for one path over 16 connections, and counts the server's processor time and that on the clock.
type load struct {
	requests  [][]byte
	conns     []net.Conn
	asked     int
	cpu, wall time.Duration
}

func newLoad(b *testing.B, address, path string, where []string) *load {
	b.Helper()
	var l load
	for _, q := range where {
		l.requests = append(l.requests, fmt.Appendf(nil, "GET %s?%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: load\r\n\r\n", path, q, address))
	}
	for range 16 {
		c, err := net.Dial("tcp", address) //nolint:noctx // on this machine
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { c.Close() }) //nolint:errcheck // nothing is left to be read
		l.conns = append(l.conns, c)
	}
	return &l
}

// ask asks so many times.
func (l *load) ask(b *testing.B, pid, times int) {
	var turn atomic.Int64
	var group errgroup.Group
	before, began := cpuOf(b, pid), time.Now()
	for _, c := range l.conns {
		group.Go(func() error { return keepAsking(c, l.requests, &turn, int64(times)) })
	}
	if err := group.Wait(); err != nil {
		b.Fatal(err)
	}
	l.asked, l.cpu, l.wall = l.asked+times, l.cpu+cpuOf(b, pid)-before, l.wall+time.Since(began)
}

func (l *load) report(b *testing.B, name string) {
	b.ReportMetric(float64(l.cpu)/float64(l.asked), name+"-cpu-ns")
	b.ReportMetric(float64(l.wall)/float64(l.asked), name+"-ns")
}

// keepAsking takes turns until there are no more.
func keepAsking(c net.Conn, requests [][]byte, turn *atomic.Int64, turns int64) error {
	in := bufio.NewReaderSize(c, 8192)
	for i := turn.Add(1); i <= turns; i = turn.Add(1) {
		if _, err := c.Write(requests[i%int64(len(requests))]); err != nil {
			return err
		}
		if err := skipAnswer(in); err != nil {
			return err
		}
	}
	return nil
}

// skipAnswer reads an answer, which must be a good one, as cheaply as can be.
func skipAnswer(in *bufio.Reader) error {
	status, err := in.ReadSlice('\n')
	if err != nil || !bytes.HasPrefix(status, []byte("HTTP/1.1 200 ")) {
		return fmt.Errorf("answer %q: %w", status, err)
	}
	length := 0
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if len(line) == len("\r\n") {
			_, err = in.Discard(length)
			return err
		}
		if value, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return err
			}
		}
	}
}

// cpuOf gives the processor time of another process so far.
func cpuOf(b *testing.B, pid int) time.Duration {
	b.Helper()
	var t unix.Timespec
	const wholeProcess = 2                                                     // CPUCLOCK_SCHED
	if err := unix.ClockGettime(int32(^pid<<3|wholeProcess), &t); err != nil { // clock_getcpuclockid(3)
		b.Fatal(err)
	}
	return time.Duration(t.Nano())
}
