package vector

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/paulmach/orb/geojson"
)

// WriteGeoJSON writes a FeatureCollection in CGCS2000 degrees, which it names: whole, or not at all. Numbers stand as they were
// read.
func WriteGeoJSON(path string, features []Feature) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".wangge-*.geojson")
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", filepath.Base(path), errors.Join(err, os.Remove(tmp.Name())))
		}
	}()
	w := bufio.NewWriterSize(tmp, 1<<16)
	err = writeFeatures(w, features)
	if err := errors.Join(err, w.Flush(), tmp.Chmod(0o644), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

func writeFeatures(w io.Writer, features []Feature) error {
	c := NewCollection(w)
	for _, f := range features {
		if err := c.Add(f); err != nil {
			return err
		}
	}
	return c.Close()
}

// Collection writes a FeatureCollection in CGCS2000 degrees, which it names, feature by feature.
type Collection struct {
	w     io.Writer
	begun bool
}

// NewCollection begins one; it is complete once it is closed.
func NewCollection(w io.Writer) *Collection { return &Collection{w: w} }

const collectionHead = `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[` + "\n"

// Add writes a feature. Numbers stand as they are.
func (c *Collection) Add(f Feature) error {
	b, err := json.Marshal(written(f))
	if err != nil {
		return fmt.Errorf("feature %d: %w", f.Number, err)
	}
	before := ",\n"
	if !c.begun {
		before, c.begun = collectionHead, true
	}
	_, err = io.WriteString(c.w, before+string(b))
	return err
}

// Close ends the collection, not the writer beneath it.
func (c *Collection) Close() error {
	end := "\n]}\n"
	if !c.begun {
		end = collectionHead + "]}\n"
	}
	_, err := io.WriteString(c.w, end)
	return err
}

// feature is a Feature as GeoJSON has it.
type feature struct {
	Type       string            `json:"type"`
	ID         any               `json:"id,omitempty"`
	Properties map[string]any    `json:"properties"`
	Geometry   *geojson.Geometry `json:"geometry"`
}

func written(f Feature) feature {
	out := feature{Type: "Feature", Properties: f.Properties}
	if f.Geometry != nil {
		out.Geometry = geojson.NewGeometry(f.Geometry)
	}
	switch {
	case f.NumberID:
		out.ID = json.Number(f.ID)
	case f.ID != "":
		out.ID = f.ID
	}
	return out
}
