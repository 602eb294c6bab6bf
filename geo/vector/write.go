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
	if _, err := io.WriteString(w, `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[`); err != nil {
		return err
	}
	for i, f := range features {
		b, err := json.Marshal(written(f))
		if err != nil {
			return fmt.Errorf("feature %d: %w", f.Number, err)
		}
		sep := ",\n"
		if i == 0 {
			sep = "\n"
		}
		if _, err := io.WriteString(w, sep+string(b)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "\n]}\n")
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
	out := feature{Type: "Feature", Properties: f.Properties, Geometry: geojson.NewGeometry(f.Geometry)}
	switch {
	case f.NumberID:
		out.ID = json.Number(f.ID)
	case f.ID != "":
		out.ID = f.ID
	}
	return out
}
