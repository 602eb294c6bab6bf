package vector

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"

	"wangge/geo/datum"
)

// system is what a file says of its reference system; the zero system says nothing.
type system struct {
	epsg  int    // 0 where it has no code
	datum string // the datum's name, where there is no code
}

// own stands for a reference system without a code whose datum is known: GDAL projects it by its own definition.
const own datum.Datum = "file"

// word gives the datum that the file means; empty where it says nothing.
func (s system) word() (datum.Datum, error) {
	name := strings.ToLower(strings.ReplaceAll(s.datum, "_", " "))
	switch {
	case s.epsg != 0:
		return datum.ParseFile(fmt.Sprintf("EPSG:%d", s.epsg))
	case s.datum == "":
		return "", nil
	case strings.Contains(name, "xian"), strings.Contains(name, "1980"):
		return "", &datum.UnknownWayError{EPSG: 4610, Name: "Xian 80", NameZH: "西安80"}
	case strings.Contains(name, "beijing"):
		return "", &datum.UnknownWayError{EPSG: 4214, Name: "Beijing 54", NameZH: "北京54"}
	case s.chinese(), s.wgs84(), s.nad83():
		return own, nil
	default:
		return "", fmt.Errorf("%w: its datum %q has no known transformation to CGCS2000; convert the file to EPSG:4490", ErrUnreadable, s.datum)
	}
}

func (s system) named(names ...string) bool {
	name := strings.ToLower(strings.ReplaceAll(s.datum, "_", " "))
	for _, n := range names {
		if strings.Contains(name, n) {
			return true
		}
	}
	return false
}

func (s system) chinese() bool { return s.named("china 2000", "cgcs") }
func (s system) wgs84() bool   { return s.named("world geodetic system 1984", "wgs 84", "wgs 1984") }

func (s system) nad83() bool { return s.named("north american datum 1983", "north american 1983") }

// settle decides the layer's datum: the caller's word, else the file's, else what is taken undeclared. It
// gives the arguments that let GDAL project what this program does not; none where the numbers stay as they are.
func (l *Layer) settle(ctx context.Context, says system, o Options) ([]string, error) {
	const target = "EPSG:4490"
	if o.ToWGS84 != "" {
		return l.byParameters(ctx, says, o)
	}
	declared, err := says.word()
	switch {
	case o.Datum != "" && (err != nil || declared == own): // the caller knows better
		declared = ""
	case err != nil:
		return nil, err
	case declared == own:
		l.Datum = datum.CGCS2000
		l.note("the file names its datum: %s", says.datum)
		l.noteWay(wayOf(says))
		return []string{"-t_srs", target}, nil
	}
	if err := l.decide(declared, o); err != nil {
		return nil, err
	}
	l.noteWay(l.Datum)
	if l.Datum.Native() {
		return nil, nil
	}
	return []string{"-s_srs", string(l.Datum), "-t_srs", target}, nil
}

// wayOf gives a datum whose note fits a system without a code.
func wayOf(s system) datum.Datum {
	switch {
	case s.wgs84():
		return datum.WGS84
	case s.nad83():
		return "EPSG:4269"
	default:
		return datum.CGCS2000
	}
}

// decide takes one of the three words, and says whose it was.
func (l *Layer) decide(declared datum.Datum, o Options) error {
	switch {
	case o.Datum != "":
		if declared != "" && declared.Projected() != o.Datum.Projected() {
			return fmt.Errorf("%w: the file says %s and you say %s; one is in degrees, the other in metres", ErrUnreadable, declared, o.Datum)
		}
		if declared != "" && declared != o.Datum {
			l.note("the file says %s, taken as %s as you say", declared, o.Datum)
		}
		l.Datum = o.Datum
	case declared != "":
		l.Datum = declared
		l.note("the file names its datum: %s", declared)
	case o.Undeclared != "":
		l.Datum = o.Undeclared
		l.note("the file does not name its datum: taken as %s%s 文件未注明坐标系", o.Undeclared, rfc(o))
	default:
		return fmt.Errorf("%w: the file does not name its datum: say --datum cgcs2000, wgs84, gcj02, bd09 or EPSG:n 文件未注明坐标系，请用 --datum 指定", ErrUnreadable)
	}
	return nil
}

func rfc(o Options) string {
	if o.RFC7946 && o.Undeclared == datum.WGS84 {
		return " (RFC 7946)"
	}
	return ""
}

func (l *Layer) note(format string, args ...any) {
	l.Notes = append(l.Notes, fmt.Sprintf(format, args...))
}

// noteWay tells what the way from d to CGCS2000 assumes.
func (l *Layer) noteWay(d datum.Datum) {
	n, coded := d.EPSG()
	switch {
	case coded:
		if note, err := datum.Way(n); err == nil && note != "" {
			l.note("%s", note)
		}
	case d == datum.WGS84:
		l.note("WGS 84 is taken as CGCS2000, which is true within decimetres")
	case d == datum.GCJ02 || d == datum.BD09:
		l.note("converted from %s to CGCS2000", d)
	}
}

var towgs84 = regexp.MustCompile(`^-?[0-9.]+(,-?[0-9.]+){2}((,-?[0-9.]+){4})?$`)

// byParameters projects from a datum whose way to CGCS2000 only the caller knows.
func (l *Layer) byParameters(ctx context.Context, says system, o Options) ([]string, error) {
	if !towgs84.MatchString(o.ToWGS84) {
		return nil, fmt.Errorf("%w: %q are no 3 or 7 parameters dx,dy,dz[,rx,ry,rz,s]", ErrUnreadable, o.ToWGS84)
	}
	code := string(o.Datum)
	if code == "" && says.epsg != 0 {
		code = fmt.Sprintf("EPSG:%d", says.epsg)
	}
	if _, ok := datum.Datum(code).EPSG(); !ok {
		return nil, fmt.Errorf("%w: parameters need the reference system they belong to: say --datum EPSG:n", ErrUnreadable)
	}
	definition, err := gdal(ctx, os.TempDir(), o, "gdalsrsinfo", "-o", "proj4", code)
	if err != nil {
		return nil, err
	}
	l.Datum = datum.Datum(code)
	l.note("%s brought to CGCS2000 by the parameters %s", code, o.ToWGS84)
	return []string{
		"-s_srs", strings.TrimSpace(definition) + " +towgs84=" + o.ToWGS84,
		"-t_srs", "+proj=longlat +ellps=GRS80 +towgs84=0,0,0 +no_defs",
	}, nil
}
