package embedded

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// installHint is the command that installs what is missing, on Debian and Ubuntu.
const installHint = "sudo apt-get install postgresql-%s-postgis-3"

// MissingError says that PostgreSQL with PostGIS is not installed.
type MissingError struct {
	Version int // the version wanted; 0 means any from 15 on
}

func (e *MissingError) Error() string {
	if e.Version > 0 {
		return fmt.Sprintf("the cluster was made by PostgreSQL %d, which is not installed with PostGIS: run `"+installHint+"`", e.Version, strconv.Itoa(e.Version))
	}
	return "PostgreSQL 15 or newer with PostGIS is not installed: run `sudo apt-get install postgresql postgis postgresql-15-postgis-3` (or deploy/install-packages.sh run), or name a server with --database-url"
}

// oldest is the least version of PostgreSQL that is supported.
const oldest = 15

// Programs gives the folder of PostgreSQL's programs: of the version that is wanted, or (0) of the newest
// one that has PostGIS. The error is a *MissingError where there is none.
func Programs(want int) (string, error) {
	controls, err := filepath.Glob("/usr/share/postgresql/*/extension/postgis.control")
	if err != nil {
		return "", err
	}
	best := 0
	for _, c := range controls {
		v, err := strconv.Atoi(strings.Split(c, "/")[4])
		if err != nil || v < oldest || want > 0 && v != want {
			continue
		}
		if _, err := os.Stat(filepath.Join(programFolder(v), "initdb")); err == nil {
			best = max(best, v)
		}
	}
	if best == 0 {
		return "", &MissingError{Version: want}
	}
	return programFolder(best), nil
}

func programFolder(version int) string { return fmt.Sprintf("/usr/lib/postgresql/%d/bin", version) }

// Servant gives the credential to run the server with: that of user postgres where this process is
// root, else nil for this process's own.
func Servant() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil //nolint:nilnil // no credential means this user's own
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL refuses to run as root, and there is no user postgres: %w", &MissingError{})
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("user postgres: %w", err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("user postgres: %w", err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}
