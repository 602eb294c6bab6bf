package web

import (
	"errors"
	"io"
	"os"
	"sync"
)

// spool keeps what came of a body until it is read: little of it in memory, the rest on the disk. With it a client may send all before it
// reads anything, as many do, and yet memory stays constant. Beyond its limit the sender has to wait.
type spool struct {
	limit int64 // bytes on the disk

	mu      sync.Mutex
	changed sync.Cond
	memory  []byte   // came first
	file    *os.File // came after that, from read to wrote; nil until it is needed
	read    int64
	wrote   int64
	end     error // why nothing more comes
	stopped bool  // nobody reads any more
}

// spoolMemory is what a spool keeps in memory.
const spoolMemory = 256 << 10

var errStopped = errors.New("nobody reads the spool any more")

func newSpool(limit int64) *spool {
	s := &spool{limit: limit}
	s.changed.L = &s.mu
	return s
}

// fill takes all that comes, until it ends or the spool is stopped.
func (s *spool) fill(body io.Reader) {
	_, err := io.CopyBuffer(struct{ io.Writer }{s}, body, make([]byte, 32<<10))
	if err == nil {
		err = io.EOF
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.end = err
	s.changed.Broadcast()
}

func (s *spool) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !s.stopped && s.wrote-s.read > s.limit {
		s.changed.Wait()
	}
	defer s.changed.Broadcast()
	switch {
	case s.stopped:
		return 0, errStopped
	case s.wrote == s.read && len(s.memory)+len(p) <= spoolMemory:
		s.memory = append(s.memory, p...)
		return len(p), nil
	default:
		return s.toDisk(p)
	}
}

func (s *spool) toDisk(p []byte) (n int, err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "wangge-spool-"); err != nil {
			return 0, err
		}
		if err := os.Remove(s.file.Name()); err != nil { // it lives as long as it is open
			return 0, err
		}
	}
	n, err = s.file.WriteAt(p, s.wrote)
	s.wrote += int64(n)
	return n, err
}

// Read waits until something came.
func (s *spool) Read(p []byte) (n int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.memory) == 0 && s.wrote == s.read && s.end == nil {
		s.changed.Wait()
	}
	defer s.changed.Broadcast()
	switch {
	case len(s.memory) > 0:
		n = copy(p, s.memory)
		s.memory = append(s.memory[:0], s.memory[n:]...)
		return n, nil
	case s.wrote > s.read:
		return s.fromDisk(p)
	default:
		return 0, s.end
	}
}

// fromDisk begins the file anew once all of it was read.
func (s *spool) fromDisk(p []byte) (int, error) {
	n, err := s.file.ReadAt(p[:min(int64(len(p)), s.wrote-s.read)], s.read)
	s.read += int64(n)
	if s.read == s.wrote {
		s.read, s.wrote = 0, 0
		err = errors.Join(err, s.file.Truncate(0))
	}
	return n, err
}

// stop lets fill end, which has to be waited for before Close, and reports whether there was more to come.
func (s *spool) stop() (more bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = true
	s.changed.Broadcast()
	return s.end == nil
}

// Close gives up the file.
func (s *spool) Close() error {
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}
