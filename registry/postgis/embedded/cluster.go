package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"os"
	"strings"
	"syscall"
	"time"
)

// Config names a cluster.
type Config struct {
	Data string // data folder; made where it is missing
	Log  *slog.Logger
}

// Cluster is a running server that this process uses.
type Cluster struct {
	folder  folder
	kind    string
	sockets string
	user    *lock
	owner   *lock   // nil where another process owns the server
	server  *server // of the owner
	log     *slog.Logger
}

// URL is the database for the service's role.
func (c *Cluster) URL() string { return address(c.sockets, app, database) }

// OwnerURL is the database for the role that owns the tables: for migrations.
func (c *Cluster) OwnerURL() string { return address(c.sockets, owner, database) }

// Folder is where the cluster lives; not the data folder asked for where user postgres could not enter that.
func (c *Cluster) Folder() string { return c.folder.path }

// Start starts the cluster for a service, which must be the only one on its folder (*InUseError). A command
// that owns the cluster at the moment is waited for.
func Start(ctx context.Context, config Config) (*Cluster, error) { return open(ctx, config, service) }

// Attach uses the cluster that runs, or else starts it until Close.
func Attach(ctx context.Context, config Config) (*Cluster, error) { return open(ctx, config, command) }

func open(ctx context.Context, config Config, kind string) (*Cluster, error) {
	c, err := find(config, kind)
	if err != nil {
		return nil, fmt.Errorf("private cluster: %w", err)
	}
	if err := c.take(ctx); err != nil {
		return nil, fmt.Errorf("private cluster: %w", errors.Join(err, c.Close()))
	}
	return c, nil
}

// find opens the folder and its locks, and takes none.
func find(config Config, kind string) (*Cluster, error) {
	f, err := openFolder(config.Data, config.Log)
	if err != nil {
		return nil, err
	}
	c := &Cluster{folder: f, kind: kind, log: config.Log}
	if c.owner, err = f.ownerLock(); err != nil {
		return nil, err
	}
	if c.user, err = f.userLock(); err != nil {
		return nil, errors.Join(err, c.owner.release())
	}
	return c, nil
}

// take becomes the owner where nobody is, or a user of somebody else's server.
func (c *Cluster) take(ctx context.Context) error {
	told := false
	for began := time.Now(); ; {
		own, err := c.owner.try(syscall.LOCK_EX)
		if err != nil {
			return err
		}
		if own {
			return c.start(ctx)
		}
		holder := c.owner.holder()
		switch {
		case c.kind == service && strings.HasPrefix(holder, service):
			return &InUseError{Folder: c.folder.path, Holder: holder}
		case c.kind == command && c.attach(ctx):
			return nil
		case !told && time.Since(began) > silence:
			told = true
			c.log.Warn("waiting for the private cluster of another wangge", "folder", c.folder.path, "holder", holder)
		}
		if err := rest(ctx, pause); err != nil {
			return err
		}
	}
}

// attach reports whether another's server could be joined.
func (c *Cluster) attach(ctx context.Context) bool {
	ok, err := c.user.try(syscall.LOCK_SH)
	if err != nil || !ok {
		return false // it is about to stop
	}
	c.sockets = c.folder.socketPath()
	if exists(ctx, c.sockets) {
		err := c.owner.release()
		c.owner = nil
		return err == nil
	}
	_ = syscall.Flock(int(c.user.file.Fd()), syscall.LOCK_UN) // so that the owner can stop; closing would do it as well
	return false
}

// exists reports whether the service's database is there: a cluster being made has none yet.
func exists(ctx context.Context, sockets string) bool {
	return execute(ctx, sockets, database, "SELECT 'geometry'::regtype") == nil
}

func (c *Cluster) start(ctx context.Context) error {
	if err := c.owner.sign(c.kind); err != nil {
		return err
	}
	began := time.Now()
	s, err := c.folder.start(ctx, c.log)
	if err != nil {
		return err
	}
	c.server, c.sockets = s, s.sockets
	if err := prepare(ctx, s.sockets); err != nil {
		return err
	}
	c.log.Info("private PostgreSQL is up", "folder", c.folder.path, "took", time.Since(began).Round(time.Millisecond))
	return nil
}

const (
	linger  = 5 * time.Second // how long a service that stops waits for commands that still use its cluster
	silence = 2 * time.Second // how long anything waits without a word
)

// Close leaves the cluster; its owner stops it, once no other process uses it.
func (c *Cluster) Close() error {
	var errs []error
	if c.server != nil {
		c.waitForGuests()
		errs = append(errs, c.server.end())
		c.server = nil
	}
	if c.owner != nil {
		errs = append(errs, c.owner.release())
	}
	return errors.Join(append(errs, c.user.release())...)
}

// waitForGuests waits until no other process uses the server: a command for as long as it takes, a service not long.
func (c *Cluster) waitForGuests() {
	wait := time.Duration(math.MaxInt64)
	if c.kind == service {
		wait = linger
	}
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	notice := time.AfterFunc(silence, func() {
		c.log.Warn("waiting for another command that uses the private cluster", "folder", c.folder.path)
	})
	defer notice.Stop()
	if err := c.user.wait(ctx, syscall.LOCK_EX); err != nil {
		c.log.Warn("the private cluster stops while another command still uses it")
	}
}

// Remove stops nothing that is in use, and removes the cluster with all its data; it gives its place.
func Remove(config Config) (string, error) {
	c, err := find(config, command)
	if err != nil {
		return "", fmt.Errorf("remove private cluster: %w", err)
	}
	own, err := c.owner.try(syscall.LOCK_EX)
	if err == nil && !own {
		err = &InUseError{Folder: c.folder.path, Holder: c.owner.holder()}
	}
	if err == nil {
		err = c.owner.sign(command)
	}
	if err == nil {
		err = c.folder.clear(context.Background())
	}
	if err == nil {
		err = errors.Join(os.RemoveAll(c.folder.data()), os.RemoveAll(c.folder.fresh()), os.RemoveAll(c.folder.log()), os.RemoveAll(c.folder.socketPath()))
	}
	if err := errors.Join(err, c.Close()); err != nil {
		return "", fmt.Errorf("remove private cluster: %w", err)
	}
	return c.folder.path, nil
}
