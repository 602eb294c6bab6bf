package vector

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"wangge/geo/datum"
)

// ogrLayer is what ogrinfo tells of one layer.
type ogrLayer struct {
	name  string
	count int
	epsg  int    // 0 where the reference system has no code
	datum string // the datum's name in the reference system; empty where there is none
}

// memoryKB is the address space that GDAL may use: it dies below 384 MB.
const memoryKB = 2 << 20

// gdal runs one of GDAL's programs in its folder, with limits and without a network.
// Whatever it calls an error is one, although it often ends with exit code 0 then.
func gdal(ctx context.Context, dir string, o Options, program string, args ...string) (string, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return "", fmt.Errorf("%s is not installed: apt-get install gdal-bin", program)
	}
	ctx, cancel := context.WithTimeout(ctx, o.timeout())
	defer cancel()
	limits := fmt.Sprintf("ulimit -v %d -f %d -c 0; exec \"$0\" \"$@\"", memoryKB, o.maxBytes()*2/512+1)
	run := func(isolated bool) (string, string, error) {
		cmd := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", limits, path}, args...)...)
		cmd.Dir = dir
		cmd.Env = []string{
			"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir, "LC_ALL=C.UTF-8", "OGR_SKIP=OGR_VRT,VRT,CSV,GMLAS,WFS,OAPIF,CSW,Carto,AmigoCloud,Elasticsearch,PLScenes,NGW,PDF,MVT",
			"SHAPE_RESTORE_SHX=YES", "CPL_VSIL_CURL_ALLOWED_EXTENSIONS=.none", "GDAL_HTTP_TIMEOUT=1", "OGR_GEOJSON_MAX_OBJ_SIZE=0",
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		if isolated {
			isolate(cmd.SysProcAttr)
		}
		cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
		cmd.WaitDelay = 5 * time.Second
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		err := cmd.Run()
		return out.String(), errs.String(), err
	}
	out, errs, err := run(true)
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOSPC) { // no namespaces here
		out, errs, err = run(false)
	}
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("%s took longer than %s: %w", program, o.timeout(), ctx.Err())
	case strings.Contains(errs, "ERROR") || err != nil:
		return "", fmt.Errorf("%w: GDAL says: %s", ErrUnreadable, firstLines(errs, err, dir))
	default:
		return out, nil
	}
}

// isolate takes the network away: as root by a network namespace alone, else within a user namespace.
func isolate(a *syscall.SysProcAttr) {
	a.Cloneflags = syscall.CLONE_NEWNET
	if os.Geteuid() != 0 {
		a.Cloneflags |= syscall.CLONE_NEWUSER
		a.UidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}}
		a.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}}
	}
}

// firstLines gives what is worth telling of a program's complaints, without the temporary folder's name.
func firstLines(errs string, err error, dir string) string {
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(errs, dir+"/", "")), "\n")
	if lines[0] == "" && err != nil {
		return err.Error()
	}
	return strings.Join(lines[:min(3, len(lines))], "; ")
}

var (
	layerName  = regexp.MustCompile(`(?m)^Layer name: (.*)$`)
	layerCount = regexp.MustCompile(`(?m)^Feature Count: (\d+)$`)
	layerEPSG  = regexp.MustCompile(`(?m)^    ID\["EPSG",(\d+)\]\]$`)
	layerDatum = regexp.MustCompile(`(?:DATUM|ENSEMBLE)\["([^"]+)"`)
)

// ogrLayers lists the layers of a file in dir.
func ogrLayers(ctx context.Context, dir, file string, o Options, open ...string) ([]ogrLayer, error) {
	text, err := gdal(ctx, dir, o, "ogrinfo", append(append([]string{"-ro", "-so", "-al", "-noextent"}, open...), file)...)
	if err != nil {
		return nil, err
	}
	starts := layerName.FindAllStringSubmatchIndex(text, -1)
	var out []ogrLayer
	for i, s := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		part := text[s[0]:end]
		l := ogrLayer{name: strings.TrimSpace(text[s[2]:s[3]])}
		if m := layerCount.FindStringSubmatch(part); m != nil {
			l.count, _ = strconv.Atoi(m[1]) // digits by the pattern
		}
		if m := layerEPSG.FindStringSubmatch(part); m != nil {
			l.epsg, _ = strconv.Atoi(m[1])
		}
		if m := layerDatum.FindStringSubmatch(part); m != nil && !strings.HasPrefix(m[1], "Unknown") && !strings.HasPrefix(m[1], "Undefined") {
			l.datum = m[1]
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: it holds no layer", ErrUnreadable)
	}
	return out, nil
}

// declared gives the datum that a layer's reference system means; empty where it has none.
func (l ogrLayer) declared() (datum.Datum, error) {
	name := strings.ToLower(strings.ReplaceAll(l.datum, "_", " "))
	switch {
	case l.epsg != 0:
		return datum.ParseFile(fmt.Sprintf("EPSG:%d", l.epsg))
	case l.datum == "":
		return "", nil
	case strings.Contains(name, "xian") || strings.Contains(name, "1980"):
		return "", &datum.UnknownWayError{EPSG: 4610, Name: "Xian 80", NameZH: "西安80"}
	case strings.Contains(name, "beijing"):
		return "", &datum.UnknownWayError{EPSG: 4214, Name: "Beijing 54", NameZH: "北京54"}
	case strings.Contains(name, "china 2000"), strings.Contains(name, "cgcs"), strings.Contains(name, "world geodetic system 1984"), strings.Contains(name, "wgs 84"),
		strings.Contains(name, "north american datum 1983"):
		return ownSystem, nil
	default:
		return "", fmt.Errorf("%w: its datum %q has no known transformation to CGCS2000; convert the file to EPSG:4490", ErrUnreadable, l.datum)
	}
}

// ownSystem stands for a reference system without a code whose datum is known: GDAL projects it by its own definition.
const ownSystem datum.Datum = "file"

// ogrRead dumps each layer of a file as GeoJSON and reads that.
func ogrRead(ctx context.Context, dir, file, name string, o Options, open ...string) ([]Layer, error) {
	infos, err := ogrLayers(ctx, dir, file, o, open...)
	if err != nil {
		return nil, err
	}
	var out []Layer
	for i, info := range infos {
		if info.count == 0 {
			continue
		}
		l := Layer{Name: name}
		if len(infos) > 1 {
			l.Name += ":" + info.name
		}
		if err := l.dump(ctx, dir, file, i, info, o, open); err != nil {
			if len(infos) > 1 {
				err = fmt.Errorf("layer %s: %w", info.name, err)
			}
			return nil, err
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: its layers hold no features", ErrUnreadable)
	}
	return out, nil
}

// dump converts one layer: native datums leave GDAL as the numbers they are, others are projected by it.
func (l *Layer) dump(ctx context.Context, dir, file string, i int, info ogrLayer, o Options, open []string) error {
	projection, err := l.projection(ctx, dir, info, o)
	if err != nil {
		return err
	}
	dump := fmt.Sprintf("layer%d.geojson", i)
	args := append([]string{
		"-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "-lco", "RFC7946=NO", "-lco", "WRITE_NAME=NO",
		"-mapFieldType", "Date=String,DateTime=String,Time=String",
	}, projection...)
	args = append(args, open...)
	if _, err := gdal(ctx, dir, o, "ogr2ogr", append(args, dump, file, info.name)...); err != nil {
		return err
	}
	if err := l.readDump(ctx, filepath.Join(dir, dump), info, o); err != nil {
		return err
	}
	if len(projection) > 0 {
		return nil
	}
	return l.convert()
}

// projection settles the datum and gives the arguments that let GDAL project what this program does not.
func (l *Layer) projection(ctx context.Context, dir string, info ogrLayer, o Options) ([]string, error) {
	const target = "EPSG:4490"
	if o.ToWGS84 != "" {
		return l.byParameters(ctx, dir, info, o)
	}
	declared, err := info.declared()
	switch {
	case err != nil && o.Datum == "":
		return nil, err
	case err != nil:
		declared = ""
	case declared == ownSystem && o.Datum == "":
		l.Datum, l.Declared = datum.CGCS2000, true
		if strings.Contains(info.datum, "1983") {
			l.Notes = append(l.Notes, "NAD83 is taken as CGCS2000, which is true within about a metre")
		}
		return []string{"-t_srs", target}, nil
	case declared == ownSystem:
		declared = ""
	}
	if err := l.settle(declared, o); err != nil {
		return nil, err
	}
	if l.Datum.Native() {
		return nil, nil
	}
	return []string{"-s_srs", string(l.Datum), "-t_srs", target}, nil
}

var towgs84 = regexp.MustCompile(`^-?[0-9.]+(,-?[0-9.]+){2}((,-?[0-9.]+){4})?$`)

// byParameters projects from a datum whose way to CGCS2000 only the caller knows.
func (l *Layer) byParameters(ctx context.Context, dir string, info ogrLayer, o Options) ([]string, error) {
	if !towgs84.MatchString(o.ToWGS84) {
		return nil, fmt.Errorf("%w: %q are no 3 or 7 parameters dx,dy,dz[,rx,ry,rz,s]", ErrUnreadable, o.ToWGS84)
	}
	system := string(o.Datum)
	if system == "" && info.epsg != 0 {
		system = fmt.Sprintf("EPSG:%d", info.epsg)
	}
	if system == "" {
		return nil, fmt.Errorf("%w: parameters need the reference system they belong to: say --datum EPSG:n", ErrUnreadable)
	}
	definition, err := gdal(ctx, dir, o, "gdalsrsinfo", "-o", "proj4", system)
	if err != nil {
		return nil, err
	}
	l.Datum, l.Declared = datum.Datum(system), true
	l.Notes = append(l.Notes, fmt.Sprintf("%s brought to CGCS2000 by the parameters %s", system, o.ToWGS84))
	return []string{
		"-s_srs", strings.TrimSpace(definition) + " +towgs84=" + o.ToWGS84,
		"-t_srs", "+proj=longlat +ellps=GRS80 +towgs84=0,0,0 +no_defs",
	}, nil
}

func (l *Layer) readDump(ctx context.Context, path string, info ogrLayer, o Options) error {
	o.Progress = nil
	raw, err := parseGeoJSON(ctx, path, 0, o)
	if err != nil {
		return err
	}
	if len(raw.features) != info.count {
		return fmt.Errorf("%w: the layer says %d features, %d could be read", ErrUnreadable, info.count, len(raw.features))
	}
	for _, f := range raw.features {
		for k, v := range f.Properties {
			if s, ok := v.(string); ok && strings.ContainsRune(s, '\uFFFD') {
				return fmt.Errorf("%w: feature %d: the text of %s is not in the encoding that was taken: name it with --encoding gb18030 or utf-8", ErrUnreadable, f.Number, k)
			}
		}
	}
	l.Fields, l.Features = raw.fields, raw.features
	for i := range l.Features {
		l.Features[i].ID = "" // GDAL's own numbering names nothing
	}
	return nil
}

// reproject takes a GeoJSON of a datum that this program does not convert through GDAL.
func reproject(ctx context.Context, path, name string, l Layer, o Options) (Layer, error) {
	dir, err := os.MkdirTemp("", "wangge-ogr-")
	if err != nil {
		return l, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left in the temporary folder harms nobody
	if err := copyFile(path, filepath.Join(dir, "in.geojson"), o.maxBytes()); err != nil {
		return l, err
	}
	if _, err := gdal(ctx, dir, o, "ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "-lco", "RFC7946=NO",
		"-s_srs", string(l.Datum), "-t_srs", "EPSG:4490", "out.geojson", "in.geojson"); err != nil {
		return l, err
	}
	raw, err := parseGeoJSON(ctx, filepath.Join(dir, "out.geojson"), 0, o)
	if err != nil {
		return l, err
	}
	if len(raw.features) != len(l.Features) {
		return l, fmt.Errorf("%w: GDAL projected %d of %d features", ErrUnreadable, len(raw.features), len(l.Features))
	}
	for i := range l.Features {
		l.Features[i].Geometry = raw.features[i].Geometry
	}
	l.Name = name
	return l, nil
}
