package web_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"

	"wangge/geo/geotest"
)

// BenchmarkResolveMany posts arrays of 1,000 positions, and tables of 10,000 rows, to the server of BenchmarkResolveHTTP: on one core, over
// 16 connections. Its peers are single requests there, and a bare copy of the same rows by encoding/csv.
func BenchmarkResolveMany(b *testing.B) {
	s := publishedCounty(b)
	address, pid := startCompared(b, s.database)
	where := positions(s.maps.Load(), 500)
	array, table := manyOf(b, where)
	b.Run("array", func(b *testing.B) { loadMany(b, address, pid, "application/json", array, arrayLength) })
	b.Run("csv", func(b *testing.B) { loadMany(b, address, pid, "text/csv", table, tableRows) })
	b.Run("csv-copy", func(b *testing.B) { copyPlainly(b, table) })
}

const (
	arrayLength = 1_000
	tableRows   = 10_000
)

// manyOf gives an array of positions, and a table of calls at them.
func manyOf(b *testing.B, where []string) (array, table string) {
	b.Helper()
	var objects, rows []string
	for i := range tableRows {
		q, err := url.ParseQuery(where[i%len(where)])
		if err != nil {
			b.Fatal(err)
		}
		if len(objects) < arrayLength {
			objects = append(objects, fmt.Sprintf(`{"lng":%s,"lat":%s,"datum":"wgs84"}`, q.Get("lng"), q.Get("lat")))
		}
		rows = append(rows, fmt.Sprintf("20261124%06d,2026-11-24 10:%02d:%02d,噪声扰民,%s,%s,wgs84\n", i, i/60%60, i%60, q.Get("lng"), q.Get("lat")))
	}
	return "[" + strings.Join(objects, ",") + "]", "工单,时间,诉求,lng,lat,datum\n" + strings.Join(rows, "")
}

// loadMany posts b.N times over 16 connections, and reports the server's processor time for a position.
func loadMany(b *testing.B, address string, pid int, kind, body string, each float64) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16, DisableCompression: true}}
	defer client.CloseIdleConnections()
	var turn atomic.Int64
	var group errgroup.Group
	before := cpuOf(b, pid)
	b.ResetTimer()
	for range 16 {
		group.Go(func() error {
			for turn.Add(1) <= int64(b.N) {
				if err := post(client, "http://"+address+"/v1/resolve", kind, body); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	b.ReportMetric(float64(cpuOf(b, pid)-before)/float64(b.N)/each, "cpu-ns/op")
}

func post(client *http.Client, address, kind, body string) error {
	answer, err := client.Post(address, kind, strings.NewReader(body)) //nolint:noctx // the server ends with the benchmark
	if err != nil {
		return err
	}
	n, err := io.Copy(io.Discard, answer.Body)
	if answer.StatusCode != http.StatusOK || n < int64(len(body)) {
		return fmt.Errorf("%s, %d bytes", answer.Status, n)
	}
	return errors.Join(err, answer.Body.Close())
}

// copyPlainly is what a bare copy costs a row, output to nowhere.
func copyPlainly(b *testing.B, table string) {
	spent := geotest.ThreadCPU(b, func() {
		for b.Loop() {
			if err := copyTable(strings.NewReader(table), io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportMetric(float64(spent)/float64(b.N)/tableRows, "cpu-ns/op")
}

func copyTable(from io.Reader, to io.Writer) error {
	in, out := csv.NewReader(from), csv.NewWriter(to)
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			out.Flush()
			return out.Error()
		}
		if err != nil {
			return err
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
}
