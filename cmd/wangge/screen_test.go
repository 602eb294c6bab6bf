package main

import (
	"io"
	"os"
	"testing"
)

func TestLinesStandAboveTheBar(t *testing.T) {
	t.Parallel()
	read, file, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{file: file}
	for _, w := range []struct {
		to   io.Writer
		text string
	}{
		{s, "before\n"},
		{draw{s}, "\rbar 1"},
		{s, "meanwhile\n"},     // wipes the bar, and shows it again below
		{draw{s}, "\r     \r"}, // the bar wipes itself …
		{draw{s}, "\rbar 2"},   // … to be drawn anew
		{s, "later\n"},
	} {
		if n, err := io.WriteString(w.to, w.text); err != nil || n != len(w.text) {
			t.Fatalf("%q: %d bytes, %v", w.text, n, err)
		}
	}
	s.clear()
	if _, err := io.WriteString(s, "after\n"); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(read)
	if err != nil {
		t.Fatal(err)
	}
	const wipe = "\r\x1b[K"
	want := "before\n\rbar 1" + wipe + "meanwhile\n\rbar 1\r     \r\rbar 2" + wipe + "later\n\rbar 2after\n"
	if string(got) != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestAFileIsNoScreen(t *testing.T) {
	t.Parallel()
	f, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing is written
	if w := onScreen(f); w != io.Writer(f) {
		t.Errorf("got a %T, want the file itself", w)
	}
}
