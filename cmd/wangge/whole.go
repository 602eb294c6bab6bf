package main

import (
	"errors"
	"os"
	"path/filepath"
)

// whole writes a file beside its place first: it appears when it is complete, or not at all.
func whole(path string, fill func(*os.File) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	err = fill(f)
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil { //nolint:gosec // meant to be handed on
		return err
	}
	return os.Rename(f.Name(), path)
}
