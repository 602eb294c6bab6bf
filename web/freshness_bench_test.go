package web_test

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"wangge/fixtures"
	"wangge/registry"
	"wangge/registry/intake"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
	"wangge/registry/snapshot"
	"wangge/web"
)

// BenchmarkFresh tells what it costs the reader of the demo city that one grid was renamed: reading by difference beside reading all,
// and how long after the commit a service shows it.
func BenchmarkFresh(b *testing.B) {
	store, err := postgis.Open(b.Context(), pgtest.New(b), slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	s := serviceOn(b, store)
	dir := b.TempDir()
	if err := fixtures.Generate(b.Context(), fixtures.Options{Grids: 1410, Seed: 7, Dir: dir}); err != nil {
		b.Fatal(err)
	}
	s.from(b, dir)
	before, err := store.Load(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	earlier := snapshot.New(before, nil)
	s.rename(b, "renamed")
	b.Run("read=whole", func(b *testing.B) {
		for b.Loop() {
			readSince(b, store, nil)
		}
	})
	b.Run("read=difference", func(b *testing.B) {
		for b.Loop() {
			readSince(b, store, before)
		}
	})
	after := readSince(b, store, before)
	b.Run("make=whole", func(b *testing.B) {
		for b.Loop() {
			snapshot.New(after, nil)
		}
	})
	b.Run("make=difference", func(b *testing.B) {
		for b.Loop() {
			snapshot.New(after, earlier)
		}
	})
	b.Run("tiles", func(b *testing.B) {
		for b.Loop() {
			web.MakeLayers(s.maps.Load())
		}
	})
	b.Run("seen", func(b *testing.B) {
		n := 0
		for b.Loop() {
			b.StopTimer()
			n++
			s.rename(b, fmt.Sprint("renamed ", n))
			revision := s.change(b).Revision
			b.StartTimer()
			for s.maps.Load().Revision().Number < revision {
				time.Sleep(100 * time.Microsecond)
			}
		}
	})
}

func readSince(b *testing.B, store *postgis.Store, have *registry.Content) *registry.Content {
	b.Helper()
	c, err := store.LoadSince(b.Context(), have)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// from makes and publishes the county of a folder.
func (s *service) from(t testing.TB, dir string) {
	t.Helper()
	for _, q := range []intake.Request{
		{What: intake.Divisions, Files: []string{"divisions.csv", "divisions.geojson"}},
		{What: intake.Grids, Files: []string{"grids/*.geojson"}},
		{What: intake.Officers, Files: []string{"officers.csv"}},
		{What: intake.Postings, Files: []string{"postings.csv"}},
		{What: intake.Grids, Network: "governance", Fields: map[string]string{"code": "网格编号"}, Files: []string{"legacy/governance/*.geojson"}},
	} {
		var files []string
		for _, p := range q.Files {
			found, err := filepath.Glob(filepath.Join(dir, p))
			if err != nil || len(found) == 0 {
				t.Fatalf("%s: no file, %v", p, err)
			}
			files = append(files, found...)
		}
		q.Files, q.Actor = files, tester
		if _, err := intake.Run(t.Context(), s.reg, q); err != nil {
			t.Fatal(err)
		}
		if q.Network == "" && q.What == intake.Grids {
			s.publish(t)
		}
	}
	s.follow(t)
}
