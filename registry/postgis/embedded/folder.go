package embedded

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// refuge is where the cluster of a data folder goes that user postgres cannot enter.
const refuge = "/var/lib/wangge"

// folder is the data folder of one cluster.
type folder struct {
	path    string
	servant *syscall.Credential
}

// data is the cluster itself, fresh a cluster in the making: it takes its name once it is whole.
func (f folder) data() string  { return filepath.Join(f.path, "pg") }
func (f folder) fresh() string { return filepath.Join(f.path, "pg.new") }
func (f folder) log() string   { return filepath.Join(f.path, "postgres.log") }

// openFolder makes the data folder where it is missing, and finds one that the server may enter.
func openFolder(path string, log *slog.Logger) (folder, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return folder{}, fmt.Errorf("data folder: %w", err)
	}
	servant, err := Servant()
	if err != nil {
		return folder{}, err
	}
	f := folder{servant: servant}
	if f.path, err = makeFolder(path); err != nil {
		return folder{}, err
	}
	if !f.enterable() {
		if err := f.takeRefuge(log); err != nil {
			return folder{}, err
		}
	}
	return f, f.mine()
}

// makeFolder makes a folder where it is missing, and gives the one name by which every process finds it.
func makeFolder(path string) (string, error) {
	err := os.MkdirAll(path, 0o755)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return "", fmt.Errorf("data folder: %w", err)
	}
	return path, nil
}

// Exists reports whether there is a cluster for a data folder. Nothing is made.
func Exists(path string) bool {
	path, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	if place, err := filepath.EvalSymlinks(path); err == nil {
		path = place
	}
	for _, f := range []folder{{path: path}, {path: refugeOf(path)}} {
		if _, err := os.Stat(f.data()); err == nil {
			return true
		}
	}
	return false
}

// refugeOf gives the place of a cluster that cannot lie in its data folder.
func refugeOf(asked string) string {
	return filepath.Join(refuge, fmt.Sprintf("%s-%s", strings.Trim(filepath.Base(asked), "."), fingerprint(asked)))
}

// takeRefuge goes where user postgres can enter.
func (f *folder) takeRefuge(log *slog.Logger) error {
	asked := f.path
	place := refugeOf(asked)
	log.Warn("user postgres cannot enter the data folder, so the cluster is kept elsewhere", "folder", asked, "cluster", place)
	var err error
	if f.path, err = makeFolder(place); err != nil {
		return err
	}
	if !f.enterable() {
		return fmt.Errorf("user postgres can enter neither %s nor %s: name another folder with --data", asked, f.path)
	}
	return nil
}

// mine refuses a cluster that was made by another user: PostgreSQL would not start on it.
func (f folder) mine() error {
	info, err := os.Stat(f.data())
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if maker := ownerOf(info); maker != f.uid() {
		return fmt.Errorf("the cluster in %s belongs to user %s and cannot be run as user %s: run wangge as who made it (root, where it is postgres), or name another folder with --data",
			f.path, userName(maker), userName(f.uid()))
	}
	return nil
}

func ownerOf(info os.FileInfo) int {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return -1
	}
	return int(stat.Uid)
}

func userName(uid int) string {
	u, err := user.LookupId(strconv.Itoa(uid))
	if err != nil {
		return strconv.Itoa(uid)
	}
	return u.Username
}

// enterable asks the system itself whether the server's user gets in.
func (f folder) enterable() bool {
	if f.servant == nil {
		return true
	}
	cmd := exec.Command("/bin/sh", "-c", `cd "$0"`, f.path)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: f.servant}
	return cmd.Run() == nil
}

func fingerprint(path string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(path)))[:10] }

// longestSocket is the longest path of a Unix socket in bytes, and socketName what the server calls it.
const (
	longestSocket = 107
	socketPort    = "5432" // a part of the name only: nothing listens on a port
	socketName    = "/.s.PGSQL." + socketPort
)

// sockets makes the private folder of the server's socket: short, since long paths are refused, and the
// same for every process, so that all find it.
func (f folder) sockets() (string, error) {
	dir := f.socketPath()
	if len(dir)+len(socketName) > longestSocket {
		return "", fmt.Errorf("the socket %s%s would have a path longer than %d bytes", dir, socketName, longestSocket)
	}
	if err := os.Mkdir(dir, 0o700); err == nil {
		return dir, f.give(dir)
	} else if !errors.Is(err, os.ErrExist) {
		return "", fmt.Errorf("socket folder: %w", err)
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", fmt.Errorf("socket folder: %w", err)
	}
	if !info.IsDir() || info.Mode().Perm() != 0o700 || ownerOf(info) != f.uid() {
		return "", fmt.Errorf("socket folder %s belongs to somebody else or may be entered by others: remove it", dir)
	}
	return dir, nil
}

// socketPath does not follow TMPDIR: every process must come to the same answer.
func (f folder) socketPath() string {
	return filepath.Join("/tmp", "wangge-"+fingerprint(fmt.Sprintf("%s %d", f.path, f.uid())))
}

func (f folder) uid() int {
	if f.servant != nil {
		return int(f.servant.Uid)
	}
	return os.Geteuid()
}

// give makes a file or folder the server's.
func (f folder) give(path string) error {
	if f.servant == nil {
		return nil
	}
	return os.Chown(path, int(f.servant.Uid), int(f.servant.Gid))
}
