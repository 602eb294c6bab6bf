package main

import (
	"bytes"
	"io"
	"os"
	"sync"

	"golang.org/x/term"
)

// screen is a terminal whose last line may be a bar: what is written meanwhile stands above it.
type screen struct {
	file *os.File
	mu   sync.Mutex
	bar  []byte // what the bar shows now
}

// onScreen gives the screen of a terminal, and any other file as it is.
func onScreen(f *os.File) io.Writer {
	if term.IsTerminal(int(f.Fd())) {
		return &screen{file: f}
	}
	return f
}

// Write writes whole lines.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.bar) == 0 {
		return s.file.Write(p)
	}
	_, err := s.file.Write(bytes.Join([][]byte{[]byte("\r\x1b[K"), p, s.bar}, nil))
	return len(p), err
}

// draw is where a bar writes.
type draw struct{ *screen }

func (d draw) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(bytes.TrimSpace(p)) > 0 { // else it wipes itself, to be drawn anew
		d.bar = bytes.Clone(p)
	}
	return d.file.Write(p)
}

// clear forgets the bar.
func (s *screen) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bar = nil
}
