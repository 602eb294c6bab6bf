package registry

import (
	"context"

	"github.com/google/uuid"
)

// The interfaces below are what the use cases need from storage. All methods that write take
// effect whole or not at all, write the audit log, and raise Version.Change when a reader
// could see a difference. Implementations are safe for concurrent use.

// DivisionStore keeps the division tables.
type DivisionStore interface {
	// Counties lists the counties by code, without shapes.
	Counties(ctx context.Context) ([]Division, error)
	// Divisions lists the divisions of a county from above, by code. ErrNotFound for an unknown county.
	Divisions(ctx context.Context, county string) ([]Division, error)
	// PutDivisions adds and changes divisions; none is removed. A nil shape keeps the one that is stored.
	PutDivisions(ctx context.Context, im Import, divisions []Division) (Import, error)
}

// GridStore keeps legacy networks, streets and buildings, and reads the live grids.
type GridStore interface {
	// Grids lists the live unified grids of a county by code.
	Grids(ctx context.Context, county string) ([]Grid, error)
	// Legacy lists the live grids of a legacy network by code; those of all, by network, where none is named.
	Legacy(ctx context.Context, county, network string) ([]LegacyGrid, error)
	// LegacyAt lists the grids that had a code of a legacy network from a change on until the next, by county and network; an empty
	// network means any.
	LegacyAt(ctx context.Context, at Change, network, code string) ([]LegacyGrid, error)
	// PutLegacy adds and changes grids of the legacy network im.Network of im.County (a county that is not known
	// yet is made, without a division table). A changed grid keeps its old version with an end.
	PutLegacy(ctx context.Context, im Import, grids []LegacyGrid) (Import, error)
	PutStreets(ctx context.Context, im Import, streets []Street) (Import, error)
	PutBuildings(ctx context.Context, im Import, buildings []Building) (Import, error)
	// Streets and Buildings list those of a county by id.
	Streets(ctx context.Context, county string) ([]Street, error)
	Buildings(ctx context.Context, county string) ([]Building, error)
}

// PeopleStore keeps rosters.
type PeopleStore interface {
	PutOfficers(ctx context.Context, im Import, officers []Officer) (Import, error)
	// PutPostings makes the given postings the current ones of every target they name; earlier ones of
	// those targets end. ErrInvalid names an unknown officer or target.
	PutPostings(ctx context.Context, im Import, postings []Posting) (Import, error)
	// ChangePosting puts what change makes of a posting in its place, and gives that with its new id; the version before stays as
	// history. ErrNotFound for an unknown id, ErrConflict where that version does not hold any more. The action is for the audit log.
	ChangePosting(ctx context.Context, id int64, action string, actor Actor, change func(Posting) (Posting, error)) (Posting, error)
	// PutMatters adds and changes kinds of matter; none is removed.
	PutMatters(ctx context.Context, im Import, matters []Matter) (Import, error)
	Officers(ctx context.Context, county string) ([]Officer, error)
}

// DraftStore keeps drafts and issues codes.
type DraftStore interface {
	// CreateDraft stores d with its grids in place of the open draft d.From, and records im. ErrConflict when that is not
	// the open draft any more, or the county was published since d.Base. Codes that the grids bring with them and the
	// ledger does not know are entered there as issued elsewhere; ErrInvalid names those that are retired.
	CreateDraft(ctx context.Context, im Import, d Draft) (Import, error)
	// ReviseDraft stores d in place of the open draft from; one without an ID is the live map, where no draft is open. ErrConflict
	// when from is not what is open any more, got codes since, or the county was published.
	ReviseDraft(ctx context.Context, from, d Draft) (Draft, error)
	// UndoDraft closes an open draft and opens the one that it took the place of, which it gives; a zero Draft where there was
	// none, and the live map is what stands.
	UndoDraft(ctx context.Context, id uuid.UUID, actor Actor) (Draft, error)
	// DiscardDraft closes an open draft.
	DiscardDraft(ctx context.Context, id uuid.UUID, actor Actor) error
	// Draft gives a draft with its grids.
	Draft(ctx context.Context, id uuid.UUID) (Draft, error)
	// Drafts lists the drafts of a county, newest first, without their grids.
	Drafts(ctx context.Context, county string) ([]Draft, error)
	// Issued gives every code of a scheme ever issued in a county; an empty scheme means all.
	Issued(ctx context.Context, county, scheme string) ([]Issue, error)
	// AssignCodes locks the county's ledger, hands the draft and the ledger to number, writes
	// the issues it returns to the ledger and puts the codes on the draft's grids. codes[i] is for draft.Grids[i].
	AssignCodes(ctx context.Context, id uuid.UUID, scheme string, actor Actor, number Numbering) ([]Issue, error)
	// NumberLive does the same for the published grids of a county, whose own codes stay; the draft that number is given has neither id nor state.
	NumberLive(ctx context.Context, county, scheme string, actor Actor, number Numbering) ([]Issue, error)
	// PutCodes enters codes that are in use elsewhere into the ledger. ErrConflict where the ledger knows one of them otherwise.
	PutCodes(ctx context.Context, im Import, issues []Issue) (Import, error)
}

// Ledger is what a numbering in one scheme has to respect.
type Ledger struct {
	Issued   []Issue   // of the scheme
	Reserves []Reserve // of all schemes
}

// Numbering decides the codes of a draft's grids, or of the published ones: issues are new ledger entries, codes[i] belongs to d.Grids[i].
type Numbering func(d Draft, l Ledger) (issues []Issue, codes []string, err error)

// CodeStore keeps what a county decided about its codes.
type CodeStore interface {
	// Reserves lists the reserved ranges of a county that hold now.
	Reserves(ctx context.Context, county string) ([]Reserve, error)
	// PutReserve reserves a range. ErrInvalid for an unknown division; ErrConflict where a number of it is reserved in the
	// same division and scheme.
	PutReserve(ctx context.Context, r Reserve, actor Actor) error
	// EndReserve gives a range free again; ErrNotFound where it is not reserved just so.
	EndReserve(ctx context.Context, r Reserve, actor Actor) error
	// Schemes lists the schemes that a county adopted besides cn15, by name.
	Schemes(ctx context.Context, county string) ([]Adoption, error)
	// AdoptScheme lets a county issue codes of a scheme, for ever; ErrConflict where it adopted another one of that name.
	AdoptScheme(ctx context.Context, a Adoption, actor Actor) error
}

// Succession derives the lineage of a revision from the grids that it changed, as they were and as they are, and the
// buildings on them; package registry has the one, LineageOf.
type Succession func(before, after []Grid, buildings []Building) []Lineage

// RevisionStore publishes.
type RevisionStore interface {
	// Publish makes the draft the next revision, in one transaction, publishes serialised. ErrConflict when
	// the county was published since the draft began or nothing would change; ErrInvalid when a grid has no code or breaks a constraint.
	// Where codes end or begin, the lineage that succeed makes of it is written too.
	Publish(ctx context.Context, draft uuid.UUID, actor Actor, succeed Succession) (Revision, error)
	// Revert makes a new revision that restores for its county the state of revision n, with its lineage; an open draft is discarded.
	Revert(ctx context.Context, county string, n int, actor Actor, succeed Succession) (Revision, error)
	// Revisions lists revisions, newest first.
	Revisions(ctx context.Context) ([]Revision, error)
	// Version tells the present state cheaply.
	Version(ctx context.Context) (Version, error)
	// Load reads everything at the present version, in one consistent view.
	Load(ctx context.Context) (*Content, error)
	// LoadSince is Load for who has an earlier content: it reads what changed since and shares the rest with have, in whose place it
	// can stand. Nil, or a content of another history than the store's (restored from a backup), means everything.
	LoadSince(ctx context.Context, have *Content) (*Content, error)
	// LoadAt reads what a position resolves by, as it was from a change on until the next: grids, divisions, rosters and postings.
	// Of the rest it gives the networks as they are now, the revision that held, and the change.
	LoadAt(ctx context.Context, at Change) (*Content, error)
	// Watch calls seen with the present Version: at once, after every change (LISTEN), and four times a second besides, until ctx ends.
	Watch(ctx context.Context, seen func(Version)) error
}

// RecodingStore changes divisions and codes together.
type RecodingStore interface {
	// Standing reads what a re-coding is decided on, in one consistent view. ErrNotFound for an unknown county.
	Standing(ctx context.Context, county string) (Standing, error)
	// ApplyRecoding lets decide make a plan of the standing, alone in the county, and makes it the next revision, in one transaction:
	// divisions, ledger, grids, lineage and postings. ErrConflict where the county has an open draft.
	ApplyRecoding(ctx context.Context, county string, actor Actor, decide func(Standing) (Recoding, error), succeed Succession) (Revision, error)
}

// ProposalStore keeps what mergers proposed.
type ProposalStore interface {
	// PutProposal stores p with its grids, crosswalk and faces, under its ID, and gives it with its time. ErrNotFound for an
	// unknown county.
	PutProposal(ctx context.Context, p Proposal, crosswalk []Crossing, faces []Face) (Proposal, error)
	// Proposals lists those of a county, newest first, without their grids.
	Proposals(ctx context.Context, county string) ([]Proposal, error)
	// Proposal gives one with its grids.
	Proposal(ctx context.Context, id uuid.UUID) (Proposal, error)
	// ProposalCrosswalk gives its crosswalk by network, legacy code and number; codes are empty.
	ProposalCrosswalk(ctx context.Context, id uuid.UUID) ([]Crossing, error)
	// ProposalFaces gives its faces in the order in which they were stored.
	ProposalFaces(ctx context.Context, id uuid.UUID) ([]Face, error)
	// DropProposal forgets a proposal; a draft that was made of it stays.
	DropProposal(ctx context.Context, id uuid.UUID, actor Actor) error
}

// Acceptance is a draft that is to be published with the crosswalk of the legacy networks.
type Acceptance struct {
	Draft     uuid.UUID
	Actor     Actor
	Crosswalk []Crossing      // Number is a grid's place in the draft, from 1
	Ground    map[string]Mark // as MergedGround gave it before what the crosswalk was computed from was read
	Number    Numbering
	Succeed   Succession
}

// AcceptanceStore publishes a merger.
type AcceptanceStore interface {
	// MergedGround tells the state of what a county's crosswalk is computed from: legacy networks, divisions and buildings.
	MergedGround(ctx context.Context, county string) (map[string]Mark, error)
	// Accept gives codes to the grids of the draft that lack them and makes it the next revision, with its lineage and the crosswalk,
	// in one transaction. ErrConflict where the draft is not open any more, the county was published since it began, or the ground is
	// another one by now.
	Accept(ctx context.Context, a Acceptance) (Revision, error)
}

// ImportStore remembers imports.
type ImportStore interface {
	// Imports lists imports, newest first; those older than before, where it is not uuid.Nil. ErrNotFound for an unknown one.
	Imports(ctx context.Context, before uuid.UUID, limit int) ([]Import, error)
	Import(ctx context.Context, id uuid.UUID) (Import, error)
}

// Store is all of them; package postgis has the one implementation.
type Store interface {
	DivisionStore
	GridStore
	PeopleStore
	DraftStore
	CodeStore
	RevisionStore
	RecodingStore
	ProposalStore
	AcceptanceStore
	ImportStore
}
