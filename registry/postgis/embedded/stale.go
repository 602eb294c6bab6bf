package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// patience is how long leftover processes get to end by themselves before they are killed.
const patience = 10 * time.Second

// clear ends what a killed owner left: processes at work in the data folder, and files that name them.
// The caller holds the owner's lock, so nothing else has a right to be there.
func (f folder) clear(ctx context.Context) error {
	if master, err := f.master(); err == nil {
		_ = syscall.Kill(master, syscall.SIGINT) // it may be gone this very moment
	}
	deadline := time.Now().Add(patience)
	for {
		left, err := f.processes()
		if err != nil {
			return err
		}
		if len(left) == 0 {
			break
		}
		if _, err := f.master(); err != nil || time.Now().After(deadline) {
			// Without a postmaster, backends are of no use to anyone: recovery starts from the log (WAL) on the disk.
			for _, pid := range left {
				_ = syscall.Kill(pid, syscall.SIGKILL)
			}
		}
		if time.Now().After(deadline.Add(patience)) {
			return fmt.Errorf("processes %v of an earlier cluster do not end", left)
		}
		if err := rest(ctx, pause); err != nil {
			return err
		}
	}
	// The file names a process that is gone; were its number taken by another one, PostgreSQL would refuse to start.
	if err := os.Remove(filepath.Join(f.data(), "postmaster.pid")); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("stale lock: %w", err)
	}
	for _, name := range []string{socketName, socketName + ".lock"} {
		if err := os.Remove(f.socketPath() + name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("stale socket: %w", err)
		}
	}
	return nil
}

// master gives the postmaster of the folder, an error where none is alive.
func (f folder) master() (int, error) {
	text, err := os.ReadFile(filepath.Join(f.data(), "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		return 0, fmt.Errorf("postmaster.pid: %w", err)
	}
	if !f.worksHere(pid) {
		return 0, os.ErrProcessDone
	}
	return pid, nil
}

// processes lists all whose working directory is the cluster, or the one in the making: every process of PostgreSQL goes there.
func (f folder) processes() ([]int, error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, err
	}
	var out []int
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil && f.worksHere(pid) {
			out = append(out, pid)
		}
	}
	return out, nil
}

func (f folder) worksHere(pid int) bool {
	cwd, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
	return err == nil && (cwd == f.data() || cwd == f.fresh())
}
