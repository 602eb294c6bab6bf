package bulk

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"wangge/geo/datum"
	"wangge/registry/snapshot"
)

// position reads what a row says of its place.
func (a *answers) position(lng, lat, word []byte) (p orb.Point, d datum.Datum, err error) {
	if p[0], err = degrees("lng", lng); err != nil {
		return p, d, err
	}
	if p[1], err = degrees("lat", lat); err != nil {
		return p, d, err
	}
	d, err = datumOf(word, a.Datum)
	return p, d, err
}

// degrees reads a finite decimal number; whether it is a longitude or latitude is for the source to say.
func degrees(name string, text []byte) (float64, error) {
	text = bytes.TrimSpace(text)
	if len(text) == 0 {
		return 0, &snapshot.QueryError{Field: name, Reason: "is missing 缺少坐标"}
	}
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || bytes.ContainsAny(text, "xX_") {
		return 0, &snapshot.QueryError{Field: name, Reason: fmt.Sprintf("%s is no finite decimal number 不是有限的十进制数", brief(text))}
	}
	return v, nil
}

// datumOf reads a row's word for its datum, such as GCJ-02; where there is none the table's counts.
func datumOf(word []byte, table datum.Datum) (datum.Datum, error) {
	word = bytes.TrimSpace(word)
	if len(word) == 0 {
		if table == "" {
			return "", &snapshot.QueryError{Field: "datum", Reason: "is missing: say cgcs2000, wgs84, gcj02 or bd09 缺少坐标系"}
		}
		return table, nil
	}
	for _, d := range datum.Words {
		if string(word) == string(d) {
			return d, nil
		}
	}
	d, err := datum.Parse(strings.NewReplacer("-", "", "_", "", " ", "").Replace(string(word)))
	if err != nil {
		return "", &snapshot.QueryError{Field: "datum", Reason: fmt.Sprintf("%s is none: say cgcs2000, wgs84, gcj02 or bd09 未知坐标系", brief(word))}
	}
	return d, nil
}

// brief is the beginning of what may be long or no text at all.
func brief(text []byte) string {
	const most = 40
	s := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(text[:min(len(text), most)]), "\uFFFD"))
	if len(text) > most {
		s += "…"
	}
	return s
}

// Degrees reads a coordinate as a table's is read.
func Degrees(name, text string) (float64, error) { return degrees(name, []byte(text)) }
