package snapshot

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"wangge/geo"
	"wangge/geo/locate"
	"wangge/gridcode"
	"wangge/registry"
)

// Step is one level of a grid's path, from the county down.
type Step struct {
	Level registry.Level `json:"level" enum:"county,town,community"`
	Code  string         `json:"code"`
	Name  string         `json:"name"`
}

// Grid is a published grid with what belongs to it.
type Grid struct {
	registry.Grid
	Path []Step
	At   geo.Point // an inner point, for a label or to zoom to
	Box  geo.Rect  // of its shape
}

// Within reports whether the grid lies in the division.
func (g *Grid) Within(division string) bool {
	return slices.ContainsFunc(g.Path, func(s Step) bool { return s.Code == division })
}

// Town is the code of the town or street that the grid lies in; empty where none is known.
func (g *Grid) Town() string {
	for _, s := range g.Path {
		if s.Level == registry.Town {
			return s.Code
		}
	}
	return ""
}

// Division is a division with what belongs to it.
type Division struct {
	registry.Division
	Path     []Step    // of the divisions above it and itself
	Children int       // divisions right below
	Grids    int       // published grids within
	At       geo.Point // an inner point, or the middle of its grids; zero where neither is known
	Box      geo.Rect  // of its shape, or of its grids; empty where neither is known
}

// CompareDivisions orders codes of divisions: those from above first, then by code.
func CompareDivisions(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// Legacy is a grid of another network. Its inner point and its shares are found when they are asked for: few of them ever are.
type Legacy struct {
	registry.LegacyGrid
	At    func() geo.Point
	Today func() LegacyToday
}

// LegacyToday is who has the ground and people of a legacy grid in the state of a snapshot; the shares of Today and Ended add up to 1.
type LegacyToday struct {
	Today     []registry.Share
	Ended     registry.Ended
	Crosswalk int // the revision whose crosswalk tells; 0: the shared ground does
}

// Snapshot is one state of the registry.
type Snapshot struct {
	content   *registry.Content // that the next one is read on from
	version   registry.Version
	revision  registry.Revision
	changes   []registry.Change // by number, up to the one that the snapshot shows
	loaded    time.Time
	bytes     int64   // as estimate has it
	grids     []*Grid // by code
	divisions []*Division
	networks  []registry.Network
	legacy    []*Legacy
	stories   *registry.Stories
	schemes   []*gridcode.Scheme
	adoptions []registry.Adoption
	byCode    map[string]*Grid
	division  map[string]*Division
	index     *locate.Index // of grids
	people    people
	memo      memo
	outlines  []atomic.Pointer[locate.Outline] // by grid, once asked for
	known     []string                         // names of networks, those of postings too
	matters   []registry.Matter                // by county and code
	entries   []entry                          // for search

	legacyByCode func() map[string][]*Legacy // by county and network
}

// New makes a snapshot; the content is kept, and must not change any more. What costs most is taken over from another snapshot where
// it is the same there: shapes, inner points, the index, people. Before may be nil.
func New(c *registry.Content, before *Snapshot) *Snapshot {
	if before == nil {
		before = &Snapshot{}
	}
	s := &Snapshot{
		content: c,
		version: c.Version, revision: c.Revision, changes: c.Changes, loaded: time.Now().UTC(), bytes: estimate(c), networks: c.Networks,
		byCode: make(map[string]*Grid, len(c.Grids)), division: make(map[string]*Division, len(c.Divisions)),
	}
	s.addDivisions(c.Divisions, before)
	s.addGrids(c.Grids, before)
	s.addLegacy(c.Legacy)
	s.stories, s.schemes, s.adoptions = registry.NewStories(c), knownSchemes(c.Schemes), c.Schemes
	if s.people = before.people; !shared(c, before.content) {
		s.people = newPeople(c)
	}
	s.known, s.matters = knownNetworks(c), c.Matters
	s.memo = make(memo, (1+len(s.known))*len(s.grids))
	s.entries = s.list()
	return s
}

func (s *Snapshot) addLegacy(rows []registry.LegacyGrid) {
	for _, l := range rows {
		s.legacy = append(s.legacy, &Legacy{
			l, sync.OnceValue(l.Shape.Inner),
			sync.OnceValue(func() LegacyToday { return s.today(s.stories, l) }),
		})
	}
	s.legacyByCode = sync.OnceValue(func() map[string][]*Legacy {
		out := make(map[string][]*Legacy, len(s.legacy))
		for _, l := range s.legacy {
			out[l.Code] = append(out[l.Code], l)
		}
		return out
	})
}

func knownNetworks(c *registry.Content) []string {
	names := map[string]bool{}
	for _, n := range c.Networks {
		names[n.Name] = true
	}
	for _, p := range c.Postings {
		names[p.Network] = true
	}
	return slices.Sorted(maps.Keys(names))
}

func (s *Snapshot) addDivisions(rows []registry.Division, before *Snapshot) {
	s.divisions = make([]*Division, len(rows))
	for i, d := range rows {
		s.divisions[i] = &Division{Division: d, Box: d.Shape.Bound()}
		s.division[d.Code] = s.divisions[i]
	}
	slices.SortFunc(s.divisions, func(a, b *Division) int { return CompareDivisions(a.Code, b.Code) })
	for _, d := range s.divisions {
		d.Path = s.pathTo(d.Code)
		if above := s.division[d.Parent]; above != nil {
			above.Children++
		}
	}
	inParallel(len(rows), func(i int) {
		d := s.divisions[i]
		if len(d.Shape) == 0 {
			return
		}
		if was, ok := before.division[d.Code]; ok && was.Shape.Equal(d.Shape) {
			d.Shape, d.At = was.Shape, was.At
		} else {
			d.At = d.Shape.Inner()
		}
	})
}

// pathTo gives the steps from the county down to a division.
func (s *Snapshot) pathTo(code string) []Step {
	var path []Step
	for d := s.division[code]; d != nil && len(path) < 3; d = s.division[d.Parent] {
		path = append(path, Step{Level: d.Level, Code: d.Code, Name: d.Name})
	}
	slices.Reverse(path)
	return path
}

func (s *Snapshot) addGrids(rows []registry.Grid, before *Snapshot) {
	s.grids = make([]*Grid, len(rows))
	for i, g := range rows {
		s.grids[i] = &Grid{Grid: g, Box: g.Shape.Bound()}
	}
	slices.SortFunc(s.grids, func(a, b *Grid) int { return strings.Compare(a.Code, b.Code) })
	inParallel(len(rows), func(i int) {
		g := s.grids[i]
		if was, ok := before.byCode[g.Code]; ok && was.Shape.Equal(g.Shape) {
			g.Shape, g.At = was.Shape, was.At
		} else {
			g.At = g.Shape.Inner()
		}
	})
	for _, g := range s.grids {
		s.byCode[g.Code] = g
		home := s.division[g.Community]
		if home == nil {
			continue
		}
		g.Path = home.Path
		for _, step := range g.Path {
			d := s.division[step.Code]
			d.Grids++
			if len(d.Shape) == 0 {
				d.Box = d.Box.Union(g.Shape.Bound())
				d.At = middle(d.Box)
			}
		}
	}
	s.index = s.indexFrom(before)
	s.outlines = make([]atomic.Pointer[locate.Outline], len(s.grids))
}

func middle(r geo.Rect) geo.Point {
	return geo.Point{X: int32((int64(r.Min.X) + int64(r.Max.X)) / 2), Y: int32((int64(r.Min.Y) + int64(r.Max.Y)) / 2)}
}

// inParallel does f for 0 to n-1, on all processors.
func inParallel(n int, f func(i int)) {
	var group sync.WaitGroup
	workers := min(n, runtime.GOMAXPROCS(0))
	for w := range workers {
		group.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	group.Wait()
}

// Version is the state of the store that the snapshot shows.
func (s *Snapshot) Version() registry.Version { return s.version }

// Revision is the revision published last, zero before the first one.
func (s *Snapshot) Revision() registry.Revision { return s.revision }

// Served names the revision for answers.
func (s *Snapshot) Served() RevisionRef {
	return RevisionRef{Number: s.revision.Number, PublishedAt: s.revision.PublishedAt}
}

// Grids lists the published grids by code. The caller must not change them.
func (s *Snapshot) Grids() []*Grid { return s.grids }

// Grid gives a published grid.
func (s *Snapshot) Grid(code string) (*Grid, bool) {
	g, ok := s.byCode[code]
	return g, ok
}

// Divisions lists the divisions from above, by code. The caller must not change them.
func (s *Snapshot) Divisions() []*Division { return s.divisions }

// Division gives a division.
func (s *Snapshot) Division(code string) (*Division, bool) {
	d, ok := s.division[code]
	return d, ok
}

// Legacy lists the grids of all other networks, by county, network and code. The caller must not change them.
func (s *Snapshot) Legacy() []*Legacy { return s.legacy }

// Networks lists the networks of all counties.
func (s *Snapshot) Networks() []registry.Network { return s.networks }

// Stories tells what became of every code ever issued.
func (s *Snapshot) Stories() *registry.Stories { return s.stories }
