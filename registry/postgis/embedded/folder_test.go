package embedded_test

import (
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"wangge/registry/postgis/embedded"
)

// nobody is a user who is neither root nor postgres. Only root may act as another.
func nobody(t *testing.T) *syscall.Credential {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can act as another user")
	}
	u, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}
}

func attachAndStop(t *testing.T, folder string) {
	t.Helper()
	c, err := embedded.Attach(t.Context(), config(folder))
	if err != nil {
		t.Fatal(err)
	}
	stop(t, c)
}

func TestFolderWithALongPath(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(dataFolder(t), strings.Repeat("a", 120), strings.Repeat("网", 40))
	attachAndStop(t, folder)
	if _, err := embedded.Remove(config(folder)); err != nil {
		t.Error(err)
	}
}

func TestEveryNameOfAFolderFindsItsCluster(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	c := start(t, folder)
	defer stop(t, c)
	other := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(folder, other); err != nil {
		t.Fatal(err)
	}
	attachAndStop(t, other)
	var inUse *embedded.InUseError
	if _, err := embedded.Start(t.Context(), config(other)); !errors.As(err, &inUse) {
		t.Errorf("a second service by another name of the folder got %v, want InUseError", err)
	}
}

func TestTheCallersEnvironmentIsNotTheClusters(t *testing.T) {
	t.Setenv("PGPORT", "1")
	t.Setenv("PGDATA", "/nowhere")
	t.Setenv("PGDATESTYLE", "nonsense")
	t.Setenv("LANG", "zh_CN.GBK")
	attachAndStop(t, dataFolder(t))
}

func TestAFolderThatPostgresCannotEnterHasItsClusterInVarLib(t *testing.T) {
	t.Parallel()
	nobody(t) // root alone gives the server away
	closed := t.TempDir()
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(closed, "data")
	c := start(t, folder)
	defer os.RemoveAll(c.Folder()) //nolint:errcheck // of a test
	if !strings.HasPrefix(c.Folder(), "/var/lib/wangge/data-") {
		t.Errorf("the cluster is kept in %s", c.Folder())
	}
	attachAndStop(t, folder)
	stop(t, c)
	where, err := embedded.Remove(config(folder))
	if err != nil || where != c.Folder() {
		t.Errorf("removed %s, %v", where, err)
	}
}

func TestTheClusterOfAnotherUserIsRefusedInWords(t *testing.T) {
	t.Parallel()
	other := nobody(t)
	folder := dataFolder(t)
	attachAndStop(t, folder)
	cluster := filepath.Join(folder, "pg")
	if err := os.Chown(cluster, int(other.Uid), int(other.Gid)); err != nil {
		t.Fatal(err)
	}
	_, err := embedded.Attach(t.Context(), config(folder))
	if err == nil || !strings.Contains(err.Error(), "belongs to user nobody and cannot be run as user postgres") {
		t.Errorf("got %v", err)
	}
	if err := os.RemoveAll(cluster); err != nil { // so that the test's end finds nothing foreign
		t.Fatal(err)
	}
}

func TestAnOrdinaryUserRunsAClusterOfTheirOwn(t *testing.T) {
	t.Parallel()
	who := nobody(t)
	home := dataFolder(t)
	if err := os.Chown(home, int(who.Uid), int(who.Gid)); err != nil {
		t.Fatal(err)
	}
	service := asUser(t, who, home)
	end := serving(t, service)
	info, err := os.Stat(filepath.Join(home, "data", "pg"))
	if err != nil {
		t.Fatal(err)
	}
	if stat := info.Sys().(*syscall.Stat_t); stat.Uid != who.Uid {
		t.Errorf("the cluster belongs to user %d", stat.Uid)
	}
	if err := errors.Join(end.Close(), service.Wait()); err != nil {
		t.Errorf("it did not stop cleanly: %v", err)
	}
}

// asUser is this test binary as a service of another user, on folder data in home; that user may not read where go test puts it.
func asUser(t *testing.T, who *syscall.Credential, home string) *exec.Cmd {
	t.Helper()
	text, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(home, "service.test")
	if err := os.WriteFile(program, text, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Dir = home
	cmd.Env = []string{asService + "=" + filepath.Join(home, "data")}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	return cmd
}

func TestWhatIsMissingIsSaidWithTheCommandThatInstallsIt(t *testing.T) {
	t.Parallel()
	_, err := embedded.Programs(99)
	var missing *embedded.MissingError
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), "`sudo apt-get install postgresql-99-postgis-3`") {
		t.Errorf("got %v", err)
	}
	if words := (&embedded.MissingError{}).Error(); !strings.Contains(words, "`sudo apt-get install postgresql-1") || strings.Contains(words, "\n") {
		t.Errorf("got %q", words)
	}
}
