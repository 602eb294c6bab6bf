package main

import (
	"fmt"
	"os"
	"path/filepath"

	"wangge/geo/vector"
)

// reading are the flags that say how files are to be read.
type reading struct {
	Datum    string `help:"Datum of the files: cgcs2000, wgs84, gcj02, bd09 or EPSG:n. By default as the files say; check takes a GeoJSON that says nothing as WGS 84 (RFC 7946)."`
	ToWGS84  string `name:"towgs84" env:"WANGGE_TOWGS84" help:"Parameters of a datum whose way to CGCS2000 is not public, such as Xian 80: dx,dy,dz[,rx,ry,rz,s]." placeholder:"PARAMETERS"`
	Encoding string `help:"Encoding of a Shapefile's or table's text: utf-8, gbk or gb18030. By default the file is looked at."`
}

func (r reading) options() (vector.Options, error) {
	return vector.OptionsOf(r.Datum, r.ToWGS84, r.Encoding)
}

// found gives the files that are meant: each name itself, or what a pattern matches that the shell left as it was.
func found(names []string) ([]string, error) {
	var out []string
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err == nil && info.IsDir():
			return nil, fmt.Errorf("%s is a folder: name the files in it, such as %s", name, filepath.Join(name, "*.geojson"))
		case err == nil:
			out = append(out, name)
			continue
		}
		matches, globErr := filepath.Glob(name)
		if globErr != nil || len(matches) == 0 {
			return nil, err
		}
		out = append(out, matches...)
	}
	return out, nil
}
