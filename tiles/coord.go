package tiles

import (
	"fmt"
	"strconv"
)

// MaxZoom is the deepest zoom that a Layer can give: its grid has steps of 4 cm at the equator.
const MaxZoom = 18

// Coord names one tile of the web mercator pyramid; y grows to the south. Two coords are the same tile where ==.
type Coord struct{ Z, X, Y uint32 }

// CoordError says why a tile's address is none.
type CoordError struct {
	Part   string // z, x or y
	Input  string
	Reason string
}

func (e *CoordError) Error() string { return fmt.Sprintf("tile %s %q: %s", e.Part, e.Input, e.Reason) }

// ParseCoord reads the three numbers of a tile's address. Only the plain decimal form is taken, so that
// c.String() of the result is the same address again.
func ParseCoord(z, x, y string) (Coord, error) {
	var c Coord
	for _, part := range []struct {
		name, text string
		to         *uint32
	}{{"z", z, &c.Z}, {"x", x, &c.X}, {"y", y, &c.Y}} {
		n, err := strconv.ParseUint(part.text, 10, 32)
		if err != nil || strconv.FormatUint(n, 10) != part.text {
			return Coord{}, &CoordError{Part: part.name, Input: part.text, Reason: "want a whole number from 0"}
		}
		*part.to = uint32(n)
	}
	switch {
	case c.Z > 30:
		return Coord{}, &CoordError{Part: "z", Input: z, Reason: "there is no zoom beyond 30"}
	case c.X>>c.Z != 0:
		return Coord{}, &CoordError{Part: "x", Input: x, Reason: fmt.Sprintf("zoom %d ends at %d", c.Z, uint32(1)<<c.Z-1)}
	case c.Y>>c.Z != 0:
		return Coord{}, &CoordError{Part: "y", Input: y, Reason: fmt.Sprintf("zoom %d ends at %d", c.Z, uint32(1)<<c.Z-1)}
	}
	return c, nil
}

// String gives the address as z/x/y.
func (c Coord) String() string { return fmt.Sprintf("%d/%d/%d", c.Z, c.X, c.Y) }

// Parent gives the tile that holds c one zoom above; the top tile is its own.
func (c Coord) Parent() Coord {
	if c.Z == 0 {
		return c
	}
	return Coord{Z: c.Z - 1, X: c.X / 2, Y: c.Y / 2}
}
