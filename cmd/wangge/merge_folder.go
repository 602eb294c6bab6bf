package main

import (
	"bufio"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"

	"wangge/registry/merger"
)

// mergeFolder is the folder of a merger on its way: it takes its place when it is complete, or not at all. Faces wait in a file of their
// own until the codes of their grids are known.
type mergeFolder struct {
	place, dir string
	spool      *os.File
	faces      *gob.Encoder
	buffer     *bufio.Writer
}

// mergeOutputs is all that a merger writes.
var mergeOutputs = []string{"crosswalk.csv", "crosswalk.geojson", "crosswalk.xlsx", "faces.geojson", "proposal.geojson", "report.json"}

// newMergeFolder begins one beside its place, which has to be free or hold a former merger and nothing else.
func newMergeFolder(place string) (*mergeFolder, error) {
	place = filepath.Clean(place)
	entries, err := os.ReadDir(place)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("--out: %w", err)
	}
	for _, e := range entries {
		if !slices.Contains(mergeOutputs, e.Name()) {
			return nil, fmt.Errorf("--out %s holds %s, which is no part of a merger: name a folder of its own 目录中有其他文件，请另选目录", place, e.Name())
		}
	}
	dir, err := os.MkdirTemp(filepath.Dir(place), filepath.Base(place)+".*.part")
	if err != nil {
		return nil, fmt.Errorf("--out: %w", err)
	}
	f := &mergeFolder{place: place, dir: dir}
	if f.spool, err = os.CreateTemp(dir, "faces"); err != nil {
		return nil, errors.Join(err, f.discard())
	}
	f.buffer = bufio.NewWriterSize(f.spool, 1<<20)
	f.faces = gob.NewEncoder(f.buffer)
	return f, nil
}

// discard takes away what is not complete; nothing where it is.
func (f *mergeFolder) discard() error {
	if f.dir == "" {
		return nil
	}
	dir, err := f.dir, error(nil)
	f.dir = ""
	if f.spool != nil {
		err = f.spool.Close()
	}
	return errors.Join(err, os.RemoveAll(dir))
}

// keep takes the faces of a part.
func (f *mergeFolder) keep(faces []merger.Face) error { return f.faces.Encode(faces) }

// kept gives them again.
func (f *mergeFolder) kept(yield func([]merger.Face, error) bool) {
	_, err := f.spool.Seek(0, io.SeekStart)
	in := gob.NewDecoder(bufio.NewReaderSize(f.spool, 1<<20))
	for err == nil {
		var faces []merger.Face
		if err = in.Decode(&faces); err == nil && !yield(faces, nil) {
			return
		}
	}
	if !errors.Is(err, io.EOF) {
		yield(nil, err)
	}
}

// write writes everything and puts the folder in its place, in one step even where a former one stands there.
func (f *mergeFolder) write(p *merger.Proposal, r mergeReport) error {
	if err := f.buffer.Flush(); err != nil {
		return err
	}
	for name, fill := range map[string]func(io.Writer) error{
		"crosswalk.csv":     func(w io.Writer) error { return merger.WriteCSV(w, p.Crosswalk) },
		"crosswalk.xlsx":    func(w io.Writer) error { return merger.WriteXLSX(w, p.Crosswalk, p.Report.Networks) },
		"crosswalk.geojson": func(w io.Writer) error { return p.WriteCrosswalk(w, f.kept) },
		"faces.geojson":     func(w io.Writer) error { return p.WriteFaces(w, f.kept) },
		"proposal.geojson":  func(w io.Writer) error { return p.WriteGrids(w, r.Options.Target) },
		"report.json": func(w io.Writer) error {
			e := json.NewEncoder(w)
			e.SetIndent("", " ")
			return e.Encode(r)
		},
	} {
		if err := f.file(name, fill); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := errors.Join(f.spool.Close(), os.Remove(f.spool.Name())); err != nil {
		return err
	}
	f.spool = nil
	return f.settle()
}

func (f *mergeFolder) file(name string, fill func(io.Writer) error) error {
	return whole(filepath.Join(f.dir, name), func(file *os.File) error {
		w := bufio.NewWriterSize(file, 1<<20)
		return errors.Join(fill(w), w.Flush())
	})
}

func (f *mergeFolder) settle() error {
	if err := os.Chmod(f.dir, 0o755); err != nil { //nolint:gosec // meant to be handed on
		return err
	}
	err := os.Rename(f.dir, f.place) // takes the place of an empty folder too
	if errors.Is(err, fs.ErrExist) || errors.Is(err, unix.ENOTEMPTY) {
		if err = unix.Renameat2(unix.AT_FDCWD, f.dir, unix.AT_FDCWD, f.place, unix.RENAME_EXCHANGE); err == nil {
			return f.discard() // what stood there before
		}
	}
	if err == nil {
		f.dir = ""
	}
	return err
}
