package bulk

import (
	"fmt"
	"slices"
	"strings"

	"wangge/registry"
)

// Names that tables use, lower case; the first is ours and goes before the others.
var (
	lngNames   = []string{"lng", "lon", "long", "longitude", "经度", "jingdu", "jd"}
	latNames   = []string{"lat", "latitude", "纬度", "weidu", "wd"}
	datumNames = []string{"datum", "坐标系", "坐标系统", "坐标类型"}
)

// How a caller names a column, on the command line and over HTTP.
const (
	lngFlag   = "--lng-column (lng= over HTTP)"
	latFlag   = "--lat-column (lat= over HTTP)"
	datumFlag = "--datum-column (datumColumn= over HTTP)"
)

// columns are where a row's position stands; datum is -1 where no column names it.
type columns struct{ lng, lat, datum int }

func (o Options) columns(header []string) (c columns, err error) {
	if c.lng, err = column(header, o.Lng, lngFlag, lngNames); err != nil {
		return c, err
	}
	if c.lat, err = column(header, o.Lat, latFlag, latNames); err != nil {
		return c, err
	}
	if c.datum, err = column(header, o.DatumColumn, datumFlag, datumNames); err != nil {
		return c, err
	}
	switch {
	case c.lng < 0:
		return c, missing(header, "longitude 经度", "lng", lngFlag)
	case c.lat < 0:
		return c, missing(header, "latitude 纬度", "lat", latFlag)
	case c.lng == c.lat:
		return c, fmt.Errorf("%w: longitude and latitude are the same column %q 经纬度为同一列", registry.ErrInvalid, header[c.lng])
	case c.datum < 0 && o.Datum == "":
		return c, fmt.Errorf("%w: nothing says in which datum the positions are: say --datum cgcs2000, wgs84, gcj02 or bd09 (datum= over HTTP), or give the table a column datum 缺少坐标系", registry.ErrInvalid)
	default:
		return c, nil
	}
}

// column finds a column by the caller's word, else by the names known for it: our own first, then the only one of the others.
func column(header []string, given, flag string, names []string) (int, error) {
	if given != "" {
		return only(header, flag, func(h string) bool { return h == given }, given)
	}
	at, err := only(header, flag, func(h string) bool { return strings.EqualFold(h, names[0]) }, "")
	if at >= 0 || err != nil {
		return at, err
	}
	return only(header, flag, func(h string) bool { return slices.Contains(names, strings.ToLower(h)) }, "")
}

// only gives the one column that fits, -1 where none has to; needed is the name of one that has to be there.
func only(header []string, flag string, fits func(string) bool, needed string) (int, error) {
	at := slices.IndexFunc(header, fits)
	switch {
	case at < 0 && needed != "":
		return at, fmt.Errorf("%w: there is no column %q; there are: %s 没有该列", registry.ErrInvalid, needed, list(header))
	case at < 0:
		return at, nil
	}
	if also := slices.IndexFunc(header[at+1:], fits); also >= 0 {
		return at, fmt.Errorf("%w: the columns %q and %q both fit: say which is meant with %s 列名有歧义", registry.ErrInvalid, header[at], header[at+1+also], flag)
	}
	return at, nil
}

func missing(header []string, what, name, flag string) error {
	return fmt.Errorf("%w: no column is called %s, or by another well-known name of the %s; there are: %s; name it with %s 找不到坐标列", registry.ErrInvalid, name, what, list(header), flag)
}

// list shows a header of reasonable size.
func list(header []string) string {
	const most = 30
	if len(header) > most {
		return strings.Join(header[:most], ", ") + ", …"
	}
	return strings.Join(header, ", ")
}
