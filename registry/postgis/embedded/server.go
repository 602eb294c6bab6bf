package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// server is the running PostgreSQL of a folder, a child of this process.
type server struct {
	folder
	bin     string
	sockets string
	log     *slog.Logger

	stop   context.CancelFunc // asks supervise to end
	ended  chan struct{}      // closed when it has
	failed error              // once ended
	stood  atomic.Bool        // whether it ever answered
}

// programs gives the programs for the cluster that is there, or the newest ones for a new cluster.
func (f folder) programs() (string, error) {
	text, err := os.ReadFile(filepath.Join(f.data(), "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		return Programs(0)
	}
	if err != nil {
		return "", err
	}
	version, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return "", fmt.Errorf("%s: %w", filepath.Join(f.data(), "PG_VERSION"), err)
	}
	return Programs(version)
}

// initialise makes the cluster where there is none. A cluster gets its name when it is whole.
func (f folder) initialise(ctx context.Context, bin string) error {
	if _, err := os.Stat(f.data()); err == nil || !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.RemoveAll(f.fresh()); err != nil {
		return err
	}
	if err := os.Mkdir(f.fresh(), 0o700); err != nil {
		return err
	}
	if err := f.give(f.fresh()); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "-D", f.fresh(), "-U", superuser,
		"-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums")
	f.confine(cmd, f.fresh(), syscall.SIGKILL)
	runtime.LockOSThread() // as supervise says
	defer runtime.UnlockOSThread()
	out, err := cmd.CombinedOutput()
	switch {
	case ctx.Err() != nil: // and it was killed
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("initdb: %w: %s", err, bytes.TrimSpace(out))
	default:
		return os.Rename(f.fresh(), f.data())
	}
}

// confine gives a program of PostgreSQL its user, folder and environment (nothing of the caller's: PGPORT, PGOPTIONS, LANG),
// and the signal it gets should this process be killed.
func (f folder) confine(cmd *exec.Cmd, dir string, orphaned syscall.Signal) {
	cmd.Dir = dir
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Credential: f.servant,
		Setpgid:    true, // Ctrl-C at the terminal is for the service, which then stops the server
		Pdeathsig:  orphaned,
	}
}

// start brings the server up and waits until it answers.
func (f folder) start(ctx context.Context, log *slog.Logger) (*server, error) {
	bin, err := f.programs()
	if err != nil {
		return nil, err
	}
	if err := f.clear(ctx); err != nil {
		return nil, err
	}
	if err := f.initialise(ctx, bin); err != nil {
		return nil, err
	}
	sockets, err := f.sockets()
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.log()); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	life, stop := context.WithCancel(context.WithoutCancel(ctx))
	s := &server{folder: f, bin: bin, sockets: sockets, log: log, stop: stop, ended: make(chan struct{})}
	go s.supervise(life)
	if err := s.ready(ctx); err != nil {
		if failed := s.end(); failed != nil {
			err = failed // it says why
		}
		return nil, err
	}
	return s, nil
}

// supervise keeps the server running until ctx ends: one that dies is started again.
func (s *server) supervise(ctx context.Context) {
	defer close(s.ended)
	// The kernel signals the child when the thread that made it ends: this thread lives as long as the server.
	runtime.LockOSThread()
	for wait := pause; ; wait = min(2*wait, longestPause) {
		err := s.run(ctx)
		if ctx.Err() != nil {
			return
		}
		if !s.stood.Load() { // trying again would not help
			s.failed = fmt.Errorf("PostgreSQL does not start: %w: %s", err, s.lastWords())
			return
		}
		s.log.Error("the database server died and is started again", "error", err)
		if err := s.clear(ctx); err != nil {
			s.failed = err
			return
		}
		if rest(ctx, wait) != nil {
			return
		}
	}
}

// longestPause bounds the wait before a server that dies again and again is started once more.
const longestPause = 10 * time.Second

// run runs the server once, and stops it when ctx ends: fast first, then at once.
func (s *server) run(ctx context.Context) error {
	words, err := os.OpenFile(s.folder.log(), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer words.Close() //nolint:errcheck // written by the server, not by us
	cmd := exec.Command(filepath.Join(s.bin, "postgres"), "-D", s.data(), "-k", s.sockets,
		"-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c", "port="+socketPort)
	cmd.Stdout, cmd.Stderr = words, words
	s.confine(cmd, s.data(), syscall.SIGINT) // a fast shutdown
	if err := cmd.Start(); err != nil {
		return err
	}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		err = cmd.Wait()
	}()
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		select {
		case <-gone:
			return err
		case <-ctx.Done():
		}
		_ = cmd.Process.Signal(signal) // it may be gone this very moment
		select {
		case <-gone:
			return err
		case <-time.After(patience):
		}
	}
	<-gone
	return err
}

// lastWords gives the end of the server's log.
func (s *server) lastWords() string {
	text, err := os.ReadFile(s.folder.log())
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(text[max(0, len(text)-600):]))
}

// ready waits until the server answers; recovery after a crash may take a while.
func (s *server) ready(ctx context.Context) error {
	for began := time.Now(); ; {
		err := answers(ctx, s.sockets)
		if err == nil {
			s.stood.Store(true)
			return nil
		}
		var connect *pgconn.ConnectError
		if !errors.As(err, &connect) {
			return err // no waiting helps
		}
		select {
		case <-s.ended:
			return s.failed
		default:
		}
		if time.Since(began) > longestPause {
			began = time.Now()
			s.log.Warn("PostgreSQL is still starting", "answer", err)
		}
		if err := rest(ctx, pause); err != nil {
			return err
		}
	}
}

// answers reports whether a server takes connections at the socket.
func answers(ctx context.Context, sockets string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	db, err := pgx.Connect(ctx, address(sockets, superuser, "postgres"))
	if err != nil {
		return err
	}
	return db.Close(ctx)
}

// end stops the server and waits until it has.
func (s *server) end() error {
	s.stop()
	<-s.ended
	if err := os.RemoveAll(s.sockets); err != nil {
		return err
	}
	return s.failed
}
