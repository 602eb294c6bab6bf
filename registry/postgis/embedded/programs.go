package embedded

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// oldest is the least version of PostgreSQL that is supported.
const oldest = 15

// MissingError says that PostgreSQL with PostGIS is not installed, and how it is.
type MissingError struct {
	Version int // the version wanted; 0 means any from the oldest supported one on
}

func (e *MissingError) Error() string {
	if e.Version > 0 {
		return fmt.Sprintf("the cluster was made by PostgreSQL %d, which is not installed with PostGIS: run `sudo apt-get install postgresql-%[1]d-postgis-3`", e.Version)
	}
	return fmt.Sprintf("PostgreSQL %d or newer with PostGIS is not installed: run `sudo apt-get install postgresql-%d-postgis-3`, or name a server with --database-url", oldest, offered())
}

// offered is the version to install: one that is there without PostGIS, else the one that this system's packages have.
func offered() int {
	if there := installed(); len(there) > 0 {
		return slices.Max(there)
	}
	if system, err := os.ReadFile("/etc/os-release"); err == nil && strings.Contains(string(system), "VERSION_CODENAME=noble") {
		return 16
	}
	return oldest
}

// Programs gives the folder of PostgreSQL's programs: of the version that is wanted, or (0) of the newest
// one that has PostGIS. The error is a *MissingError where there is none.
func Programs(want int) (string, error) {
	best := 0
	for _, v := range installed() {
		_, err := os.Stat(fmt.Sprintf("/usr/share/postgresql/%d/extension/postgis.control", v))
		if err == nil && (want == 0 || v == want) {
			best = max(best, v)
		}
	}
	if best == 0 {
		return "", &MissingError{Version: want}
	}
	return programFolder(best), nil
}

func programFolder(version int) string { return fmt.Sprintf("/usr/lib/postgresql/%d/bin", version) }

// installed lists the supported versions of PostgreSQL that are there, where Debian puts them.
func installed() []int {
	var out []int
	folders, _ := os.ReadDir("/usr/lib/postgresql") // none where there is no such folder
	for _, f := range folders {
		v, err := strconv.Atoi(f.Name())
		if err != nil || v < oldest {
			continue
		}
		if _, err := os.Stat(filepath.Join(programFolder(v), "initdb")); err == nil {
			out = append(out, v)
		}
	}
	return out
}

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
