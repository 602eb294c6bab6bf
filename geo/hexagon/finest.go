package hexagon

import (
	"math"
	"sync"

	"wangge/geo"
)

// finest is At of the finest resolution, at a fraction of the time that a call of C takes.
//
// H3 projects the earth from its centre onto the nearest face of an icosahedron, and rounds there to a lattice of hexagons. Which child of
// its parent each of them is follows in whole numbers. What all cells of a piece of the earth have in common, their first digits and
// how their last ones are turned, is asked of H3 once.
func finest(p geo.Point) Cell {
	on, i, j := project(p)
	var digits last
	for res := Finest; res > pieceRes; res-- {
		i, j, digits[res-pieceRes-1] = up(i, j, res)
	}
	key := pieceKey{on, i, j}
	known, ok := pieces.Load(key)
	if !ok {
		c := call(p, Finest)
		known = pieceOf(c, digits)
		if digits != (last{}) { // else nothing tells how they are turned
			pieces.Store(key, known)
		}
	}
	q := known.(piece) //nolint:forcetypeassert // there is nothing else in it
	if q.odd {
		return call(p, Finest)
	}
	return q.with(digits)
}

// pieceRes is the resolution of pieces, of which there are 5,882.
const pieceRes = 2

// pieces are those that were asked for.
var pieces sync.Map // of piece by pieceKey

// pieceKey names a piece by its face and its place in the face's lattice.
type pieceKey struct {
	face int
	i, j int
}

// last are the digits below a piece.
type last [Finest - pieceRes]uint8

// piece is what its cells have in common.
type piece struct {
	first Cell // the digits of the piece itself
	turns int  // of 60 degrees counter-clockwise from the face's directions to the piece's
	odd   bool // it has a pentagon, around which every cell is turned in its own way
}

// pieceOf learns from one cell.
func pieceOf(c Cell, digits last) piece {
	for turns := range 6 {
		if q := (piece{first: c &^ lastDigits, turns: turns}); q.with(digits) == c {
			q.odd = pentagonal(c, pieceRes)
			return q
		}
	}
	return piece{odd: true}
}

// lastDigits are the bits of the digits below a piece.
const lastDigits = 1<<(3*(15-pieceRes)) - 1<<(3*(15-Finest))

// with gives a cell of the piece.
func (q piece) with(digits last) Cell {
	c := q.first
	for at, d := range digits {
		c |= Cell(turned[q.turns][d]) << digitShift(pieceRes+1+at)
	}
	return c
}

// turned tells what digits become when they are turned: 1, 5, 4, 6, 2 and 3 go round, 0 is in the middle.
var turned = func() (out [6][7]uint8) {
	round := [...]uint8{1, 5, 4, 6, 2, 3}
	for turns := range out {
		for at, d := range round {
			out[turns][d] = round[(at+turns)%6]
		}
	}
	return out
}()

// up gives the parent of a hexagon, and which of its children that is. The lattice is turned clockwise and back from one resolution to the
// next (H3's classes III and II).
func up(i, j, res int) (pi, pj int, digit uint8) {
	var ci, cj int // the child in the middle
	if res%2 == 1 {
		pi, pj = seventh(3*i-j), seventh(i+2*j)
		ci, cj = 2*pi+pj, 3*pj-pi
	} else {
		pi, pj = seventh(2*i+j), seventh(3*j-i)
		ci, cj = 3*pi-pj, pi+2*pj
	}
	return pi, pj, unitDigits[(i-ci)+1][(j-cj)+1]
}

// unitDigits are the digits of the seven children by their steps from the one in the middle, from -1 to 1 along i and j.
var unitDigits = [3][3]uint8{{1, 3, 7}, {5, 0, 2}, {7, 4, 6}}

// seventh divides by 7 and rounds to the nearest.
func seventh(v int) int {
	v += 3
	if v < 0 {
		v -= 6
	}
	return v / 7
}

// project gives the face that is nearest to a point, and the hexagon of its lattice.
func project(p geo.Point) (on, i, j int) {
	const radian = math.Pi / 180 / geo.Unit
	slat, clat := math.Sincos(float64(p.Y) * radian)
	slng, clng := math.Sincos(float64(p.X) * radian)
	at, best := vector{clat * clng, clat * slng, slat}, -2.0
	for k := range faces {
		if d := faces[k].middle.dot(at); d > best {
			on, best = k, d
		}
	}
	f := &faces[on]
	i, j = nearest(f.i.dot(at)/best, f.j.dot(at)/best)
	return on, i, j
}

// nearest rounds to the nearest hexagon of a lattice whose axes i and j are 120 degrees apart.
func nearest(x, y float64) (i, j int) {
	rx, ry, rz := math.RoundToEven(x), math.RoundToEven(y), math.RoundToEven(x-y)
	dx, dy, dz := math.Abs(rx-x), math.Abs(ry-y), math.Abs(rz-(x-y))
	switch {
	case dx > dy && dx > dz:
		rx = ry + rz
	case dy > dz:
		ry = rx - rz
	}
	return int(rx), int(ry)
}

type vector [3]float64

func (a vector) dot(b vector) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

// plus gives s·a + t·b.
func (a vector) plus(s float64, b vector, t float64) vector {
	return vector{s*a[0] + t*b[0], s*a[1] + t*b[1], s*a[2] + t*b[2]}
}

// face is a face of the icosahedron: its middle, and the vectors whose products with a point, each divided by that with the middle, are the
// point's place along the axes of the finest lattice.
type face struct{ middle, i, j vector }

var faces = func() (out [20]face) {
	const (
		turn = 0.333473172251832115336090755351601070065900389 // of the lattices of odd resolutions
		unit = 0.38196601125010500003                          // of the coarsest lattice on a face
	)
	scale := math.Pow(7, Finest/2.0) / unit
	for k, f := range faceAxes {
		slat, clat := math.Sincos(f.lat)
		slng, clng := math.Sincos(f.lng)
		north, east := vector{-slat * clng, -slat * slng, clat}, vector{-slng, clng, 0}
		s, c := math.Sincos(f.azimuth - turn)
		x, y := north.plus(c, east, s), north.plus(s, east, -c)
		out[k] = face{
			middle: vector{clat * clng, clat * slng, slat},
			i:      x.plus(scale, y, scale/math.Sqrt(3)), j: y.plus(2*scale/math.Sqrt(3), x, 0),
		}
	}
	return out
}()

// faceAxes are the faces as H3 places them (faceijk.c): their middles, and the azimuth of the axis i from there, in radians.
var faceAxes = [...]struct{ lat, lng, azimuth float64 }{
	{0.803582649718989942, 1.248397419617396099, 5.619958268523939882},
	{1.307747883455638156, 2.536945009877921159, 5.760339081714187279},
	{1.054751253523952054, -1.347517358900396623, 0.780213654393430055},
	{0.600191595538186799, -0.450603909469755746, 0.430469363979999913},
	{0.491715428198773866, 0.401988202911306943, 6.130269123335111400},
	{0.172745327415618701, 1.678146885280433686, 2.692877706530642877},
	{0.605929321571350690, 2.953923329812411617, 2.982963003477243874},
	{0.427370518328979641, -1.888876200336285401, 3.532912002790141181},
	{-0.079066118549212831, -0.733429513380867741, 3.494305004259568154},
	{-0.230961644455383637, 0.506495587332349035, 3.003214169499538391},
	{0.079066118549212831, 2.408163140208925497, 5.930472956509811562},
	{0.230961644455383637, -2.635097066257444203, 0.138378484090254847},
	{-0.172745327415618701, -1.463445768309359553, 0.448714947059150361},
	{-0.605929321571350690, -0.187669323777381622, 0.158629650112549365},
	{-0.427370518328979641, 1.252716453253507838, 5.891865957979238535},
	{-0.600191595538186799, 2.690988744120037492, 2.711123289609793325},
	{-0.491715428198773866, -2.739604450678486295, 3.294508837434268316},
	{-0.803582649718989942, -1.893195233972397139, 3.804819692245439833},
	{-1.307747883455638156, -0.604647643711872080, 3.664438879055192436},
	{-1.054751253523952054, 1.794075294689396615, 2.361378999196363184},
}
