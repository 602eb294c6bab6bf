package datum

import "fmt"

// geographic lists the EPSG codes whose numbers are degrees.
var geographic = map[int]bool{4490: true, 4326: true, 4979: true, 4480: true, 4269: true, 4258: true, 4610: true, 4214: true}

// Way tells how positions of an EPSG code come to CGCS2000: a note to be shown, empty where the
// way is exact. A code that is not on the list is refused with the reason.
func Way(n int) (note string, err error) {
	switch {
	case n == 4490 || n == 4480 || 4491 <= n && n <= 4554:
		return "", nil
	case n == 4326 || n == 4979 || n == 3857 || 32601 <= n && n <= 32660 || 32701 <= n && n <= 32760:
		return "WGS 84 is taken as CGCS2000, which is true within decimetres", nil
	case n == 4269 || 2222 <= n && n <= 2289 || 26901 <= n && n <= 26998 || 32100 <= n && n <= 32161:
		return "NAD83 is taken as CGCS2000, which is true within about a metre", nil
	case n == 4610 || 2327 <= n && n <= 2390:
		return "", &UnknownWayError{EPSG: n, Name: "Xian 80", NameZH: "西安80"}
	case n == 4214 || 2401 <= n && n <= 2442 || 21413 <= n && n <= 21483:
		return "", &UnknownWayError{EPSG: n, Name: "Beijing 54", NameZH: "北京54"}
	default:
		return "", &UnknownWayError{EPSG: n}
	}
}

// UnknownWayError says that nothing known leads from a datum to CGCS2000.
type UnknownWayError struct {
	EPSG         int
	Name, NameZH string // empty for a code that is simply not on the list
}

func (e *UnknownWayError) Error() string {
	if e.Name == "" {
		return fmt.Sprintf("EPSG:%d has no known transformation to CGCS2000 here: convert the file to EPSG:4490, or to a CGCS2000 zone (EPSG:4491 to 4554) 请先转换到 CGCS2000", e.EPSG)
	}
	return fmt.Sprintf("EPSG:%d is %s, whose transformation to CGCS2000 is local and not public: give its parameters with --towgs84 dx,dy,dz[,rx,ry,rz,s], or let the surveying office convert the file %s 到 CGCS2000 的转换参数未知，请提供参数或由测绘部门转换",
		e.EPSG, e.Name, e.NameZH)
}
