package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// pause is the time between two looks at something that cannot be waited for.
const pause = 50 * time.Millisecond

// InUseError says that another service has the data folder.
type InUseError struct {
	Folder string
	Holder string // what the lock says of its holder
}

func (e *InUseError) Error() string {
	return fmt.Sprintf("data folder %s is in use by another wangge (%s): stop it, or name another folder with --data", e.Folder, e.Holder)
}

// service marks a lock held by `wangge serve`, command one held by any other command.
const (
	service = "serve"
	command = "command"
)

// lock is a file lock; the kernel takes it back when its holder is gone, however it went.
type lock struct{ file *os.File }

func openLock(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if errors.Is(err, os.ErrPermission) {
		return nil, fmt.Errorf("user %s may not write in the data folder, which somebody else made: name another one with --data: %w", userName(os.Geteuid()), err)
	}
	if err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	return &lock{f}, nil
}

// try takes the lock, shared or alone, if it is free.
func (l *lock) try(how int) (bool, error) {
	err := syscall.Flock(int(l.file.Fd()), how|syscall.LOCK_NB)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EINTR):
		return false, nil
	default:
		return false, fmt.Errorf("lock %s: %w", l.file.Name(), err)
	}
}

// wait takes the lock as soon as it is free.
func (l *lock) wait(ctx context.Context, how int) error {
	for {
		if ok, err := l.try(how); ok || err != nil {
			return err
		}
		if err := rest(ctx, pause); err != nil {
			return err
		}
	}
}

// rest waits, unless ctx ends.
func rest(ctx context.Context, wait time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(wait):
		return nil
	}
}

// sign writes who holds the lock; for people and for InUseError only.
func (l *lock) sign(kind string) error {
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err := l.file.WriteAt(fmt.Appendf(nil, "%s, process %d\n", kind, os.Getpid()), 0)
	return err
}

// holder reads what sign wrote.
func (l *lock) holder() string {
	b := make([]byte, 64)
	n, _ := l.file.ReadAt(b, 0) // short files end early, which is no fault
	return strings.TrimSpace(string(b[:n]))
}

func (l *lock) release() error { return l.file.Close() }

// ownerLock is held by the process whose child the server is, userLock (shared) by all who use it.
func (f folder) ownerLock() (*lock, error) { return openLock(filepath.Join(f.path, "owner.lock")) }
func (f folder) userLock() (*lock, error)  { return openLock(filepath.Join(f.path, "user.lock")) }
