package registry

import (
	"time"

	"github.com/google/uuid"

	"wangge/geo"
)

// Level is the height of a division.
type Level string

// Levels of division, from above.
const (
	County    Level = "county"
	Town      Level = "town"
	Community Level = "community"
)

// Division is a county (6 digits), a town or street (9) or a community or village (12).
type Division struct {
	Code   string
	Level  Level
	Parent string // code of the division above; empty for a county
	Name   string
	Shape  geo.MultiPolygon // nil where the outline is not known
}

// Unified is the name of the network that Wangge publishes and codes; all others are legacy networks.
const Unified = "unified"

// Network is one business line's set of grids in a county.
type Network struct {
	County string
	Name   string // "unified", "governance", "urban", …
	Grids  int
	// Datum is what the latest file was given in, for the reader's information.
	Datum string
}

// Kind tells ordinary grids from those of a campus, park, market or mine.
type Kind string

// Kinds of grid.
const (
	Base      Kind = "base"      // 基础网格
	Dedicated Kind = "dedicated" // 专属网格
)

// Grid is one version of a unified grid.
type Grid struct {
	Code       string // empty until numbered
	Name       string
	Kind       Kind
	Community  string // code of the community or village it belongs to
	Shape      geo.MultiPolygon
	AreaM2     float64
	Households int
	Population int
	Body       string    // 责任主体, may be empty
	Since      int       // revision that made this version; 0 in a draft
	ValidFrom  time.Time // zero in a draft
}

// LegacyGrid is a grid of another network, kept as it came; its key is (county, network, code).
type LegacyGrid struct {
	County  string
	Network string
	Code    string
	Name    string
	Group   string // station, responsibility grid or community it names as its own parent, may be empty
	Kind    Kind
	Shape   geo.MultiPolygon
	AreaM2  float64
	// Households and Population are nil where the network does not say.
	Households, Population *int
}

// Officer is a person who may hold postings.
type Officer struct {
	County string
	ID     string // the roster's own number, unique in the county
	Name   string
	Phone  string
	Public bool // name and phone may be shown to anyone
}

// Role is what a posting makes of a person.
type Role string

// Roles on a grid or division.
const (
	Head      Role = "head"      // 网格长
	Agent     Role = "officer"   // 网格员, 专职网格员
	Secretary Role = "secretary" // 网格党支部书记
	Police    Role = "police"    // 社区民警, 辅警
	Urban     Role = "urban"     // 城管队员
	Block     Role = "block"     // 楼栋长
	Micro     Role = "micro"     // 微网格长
	Duty      Role = "duty"      // 值班, of a community, town or county
)

// State of a posting.
type State string

// States of a posting. The last two are what it is at a moment, and never stored.
const (
	Active   State = "active"
	OnLeave  State = "leave"
	Vacant   State = "vacant"
	NotBegun State = "notBegun"
	Over     State = "ended"
)

// Posting puts an officer on a unified grid or a division, for a network, in a role.
type Posting struct {
	ID      int64 // of this version of it: a posting that changes has another one; 0 until it is stored
	County  string
	Network string
	Role    Role
	Officer string // Officer.ID; empty where the post is vacant
	Target  string // code of a grid or of a division
	State   State
	Deputy  bool      // stands in for the primary
	From    time.Time // zero: since ever
	To      time.Time // when it ends; zero where that is open
	// AwayFrom and AwayUntil bound a leave; zero where a side is open.
	AwayFrom, AwayUntil time.Time
}

// Matter is a kind of matter that people report, such as a broken street lamp, and who answers for it.
type Matter struct {
	County   string
	Code     string   // such as street-lamp
	Name     string   // such as 路灯故障
	Networks []string // that answer for it, the first one that has somebody there
}

// Street is a named line that every network should cover.
type Street struct {
	ID    string
	Name  string
	Class string // road, lane, …
	Line  geo.Line
}

// Building holds households; no grid border may cut it.
type Building struct {
	ID         string
	Name       string
	Shape      geo.MultiPolygon
	Households int
	Population int
}

// Actor is who changes something, and why; both go to the audit log.
type Actor struct {
	Name   string
	Reason string
}

// Tally counts what an import changed.
type Tally struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Removed   int `json:"removed"`
}

// Any reports whether something was changed at all.
func (t Tally) Any() bool { return t.Added+t.Changed+t.Removed > 0 }

// Import records one accepted import.
type Import struct {
	ID      uuid.UUID
	County  string
	What    string // divisions, grids, officers, postings, streets, buildings, codes, matters
	Network string // of grids
	Files   []string
	Datum   string
	Notes   []string // what was said: conversions, guesses, findings
	Tally   Tally
	Draft   uuid.UUID // the draft that an import of unified grids made, else zero
	Actor   Actor
	At      time.Time
}

// DraftState is how far a draft came.
type DraftState string

// States of a draft.
const (
	Open      DraftState = "open"
	Published DraftState = "published"
	Discarded DraftState = "discarded"
)

// Draft is a whole unified network of a county on its way to be published.
type Draft struct {
	ID     uuid.UUID
	County string
	Base   int       // revision it started from
	From   uuid.UUID // the draft it took the place of, zero where there was none
	Change string    // what made it, such as "import" or "split 370883001004002"
	// Proposal is the one that it was made of, zero where it came another way.
	Proposal uuid.UUID
	State    DraftState
	Actor    Actor
	Created  time.Time
	Grids    []Grid // in no stated order; filled by DraftStore.Draft, not by Drafts
	Count    int    // number of grids
	Uncoded  int    // grids without a code
}

// Revision is one published state of the unified networks of all counties.
type Revision struct {
	Number      int
	County      string // the county it changed
	PublishedAt time.Time
	Actor       Actor
	Reverts     int // the revision whose state it restored, else 0
	Tally       Tally
}

// Issue is one code of the ledger: issued once, never changed.
type Issue struct {
	Scheme    string
	Code      string
	Community string // 12 digits, whatever the scheme makes of them
	Sequence  int
	Grid      string // the unified code that a code of another scheme names; empty for the unified codes themselves
	Batch     uuid.UUID
	Algorithm string // version of the numbering, such as "cn15-rows/1"; "import" where a file brought the code
	Note      string // what the file said of it
	Actor     string
	IssuedAt  time.Time
}

// Life is a span of revisions in which a unified code had a grid. Only a revert gives a code a second one.
type Life struct {
	Code string
	Name string // of the grid's last version in it
	From int    // revision that began it
	To   int    // revision that ended it, 0 while it lasts
}

// Lineage is a step in the story of the unified codes: ground that passed from one grid to another at a revision, where
// the one was retired or the other new. Ground that moved between two grids that both kept their codes is no step.
type Lineage struct {
	Revision    int
	Predecessor string
	Successor   string // empty: no grid has this ground any more
	// Shares of the predecessor that passed on; those of a retired grid add up to 1.
	AreaShare, PopulationShare float64
	// Shares of the successor that came from the predecessor; 0 without a successor.
	SuccessorAreaShare, SuccessorPopulationShare float64
}

// Reserve keeps a range of sequence numbers from being given automatically, but to grids of its kind.
type Reserve struct {
	Scheme   string
	Division string // county, town or community that it holds in
	From, To int    // both included
	Kind     Kind   // grids numbered within it; empty: none, codes there are brought by files alone
	Note     string
}

// Adoption is a scheme, besides cn15, that a county issues codes of.
type Adoption struct {
	County     string
	Scheme     string
	Definition []byte // JSON, as gridcode.ReadScheme reads it; nil for a built-in scheme
	Object     string // digits of the object segment, where the scheme has one
}

// DivisionChange is a row of a change of divisions. Old equal to New renames; several old codes with one new code are merged
// there; the code of a grid as Old moves that grid alone to the community New.
type DivisionChange struct {
	Old  string `json:"old"`
	New  string `json:"new"`
	Name string `json:"name,omitempty"` // of New; the name it has, else the old one, by default
	File string `json:"-"`              // that it was read from, with its row there; without one, Row counts from 1
	Row  int    `json:"-"`
}

// Recoding is what a change of divisions makes of the codes: computed against one state of a county, previewed, and applied to
// that state alone, as one revision.
type Recoding struct {
	County    string           `json:"county"`
	Base      int              `json:"base"` // the county's revision that it was computed against
	Digest    RecodingDigest   `json:"digest"`
	Changes   []DivisionChange `json:"changes"`
	Divisions []Redivision     `json:"divisions"` // that are new, renamed or have other ground
	Closed    []string         `json:"closed"`    // divisions that end
	Grids     []Recode         `json:"grids"`     // by old code
	Postings  PostingsMoved    `json:"postings"`
	After     Aftermath        `json:"-"`
}

// RecodingDigest tells states of a county apart: a hash of each part of what a Recoding was computed against.
type RecodingDigest struct {
	Divisions string `json:"divisions"`
	Grids     string `json:"grids"`
	Ledger    string `json:"ledger"`
	Reserves  string `json:"reserves"`
}

// Redivision is a division of a Recoding.
type Redivision struct {
	Old   []string `json:"old"` // that it comes from, itself included where it stays
	New   string   `json:"new"`
	Level Level    `json:"level"`
	Name  string   `json:"name"`
	Grids int      `json:"grids"` // that get a code in it
}

// Recode is a grid of a Recoding.
type Recode struct {
	Old  string `json:"old"`
	New  string `json:"new"`
	Name string `json:"name"`
}

// PostingsMoved counts the postings of what gets another code.
type PostingsMoved struct {
	Moved int `json:"moved"` // go on at the new code
	Ended int `json:"ended"` // of divisions that end and go nowhere as a whole
}

// Aftermath is what a Recoding writes.
type Aftermath struct {
	Divisions []Division        // new, renamed, or with other ground
	Grids     []Grid            // all of the county, under the codes they will have
	Targets   map[string]string // what postings move: old code → new
}

// Change is a commit that a reader could see: with it a state of the store began, which lasted until the next one.
type Change struct {
	Number   int64
	At       time.Time // later than that of the change before
	Revision int       // the last one then; 0 before the first
}

// Version names a state of the store. Change grows with every commit that a reader can see;
// Revision with every publish.
type Version struct {
	Revision int
	Change   int64
}

// Mark tells states of a table apart: it is another one after every commit that wrote there.
type Mark struct{ Rows, Writes int64 }

// Content is everything that the read path needs at one Version.
type Content struct {
	Version   Version
	Marks     map[string]Mark // by table, of those that are read anew when they changed
	Revision  Revision        // zero before the first publish
	Revisions []Revision      // all, newest first
	Changes   []Change        // all that are known, by number
	Ledger    []Issue         // every code ever issued, by scheme and code
	Lives     []Life          // by code, then from the first
	Lineage   []Lineage       // by revision, predecessor, successor
	Crosswalk []Crosswalk     // by revision
	Schemes   []Adoption
	Divisions []Division
	Networks  []Network
	Grids     []Grid
	Legacy    []LegacyGrid
	Officers  []Officer
	Postings  []Posting
	Matters   []Matter // by county and code
}
