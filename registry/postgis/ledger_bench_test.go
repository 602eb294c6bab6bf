package postgis_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"wangge/gridcode"
	"wangge/registry"
	"wangge/registry/postgis"
	"wangge/registry/postgis/pgtest"
)

// A million codes: 2,000 communities of 500 grids.
const (
	communities = 2000
	gridsOfEach = 500
)

// BenchmarkLedger allocates a million codes and commits them: to the ledger with all its guards, and by a bare COPY of the
// same rows to a table of the same columns without index, constraint and trigger.
func BenchmarkLedger(b *testing.B) {
	b.Run("ledger", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s := withCommunities(b)
			b.StartTimer()
			issues, err := s.NumberLive(b.Context(), county, "cn15", someone, numberAll)
			if err != nil || len(issues) != communities*gridsOfEach {
				b.Fatalf("%d codes: %v", len(issues), err)
			}
		}
		perCode(b)
	})
	b.Run("copy", func(b *testing.B) {
		issues, _, err := numberAll(registry.Draft{}, registry.Ledger{})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			b.StopTimer()
			db, err := pgx.Connect(b.Context(), pgtest.New(b))
			if err != nil {
				b.Fatal(err)
			}
			if _, err := db.Exec(b.Context(), "CREATE TABLE bare AS SELECT * FROM wangge.code_issue"); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			copyBare(b, db, issues)
			b.StopTimer()
			if err := db.Close(b.Context()); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		perCode(b)
	})
}

func perCode(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*communities*gridsOfEach), "ns/code")
}

// withCommunities gives a store that knows the communities of the benchmark.
func withCommunities(b *testing.B) *postgis.Store {
	b.Helper()
	s := pgtest.Store(b)
	rows := []registry.Division{{Code: county, Level: registry.County, Name: "c"}}
	for i := range communities {
		c := communityOf(i)
		if i%communitiesOfATown == 0 {
			rows = append(rows, registry.Division{Code: c[:9], Level: registry.Town, Parent: county, Name: "t"})
		}
		rows = append(rows, registry.Division{Code: c, Level: registry.Community, Parent: c[:9], Name: "m"})
	}
	if _, err := s.PutDivisions(b.Context(), importOf("divisions"), rows); err != nil {
		b.Fatal(err)
	}
	return s
}

const communitiesOfATown = 100

func communityOf(i int) string {
	return fmt.Sprintf("%s%03d%03d", county, 100+i/communitiesOfATown, 1+i%communitiesOfATown)
}

// known is a division table that has them all.
type known struct{}

func (known) Has(string) bool { return true }

// numberAll numbers every community, its grids in 20 rows of 25; the codes come in order.
func numberAll(registry.Draft, registry.Ledger) (issues []registry.Issue, codes []string, err error) {
	const side, row = 1000, 25
	places := make([]gridcode.Place, gridsOfEach)
	for i := range places {
		x, y := int32(i%row*side), int32(i/row*side)
		places[i] = gridcode.Place{Key: i, X: x, Y: y, MinY: y - side/2, MaxY: y + side/2}
	}
	issues = make([]registry.Issue, 0, communities*gridsOfEach)
	batch := registry.Issue{Scheme: gridcode.CN15.Name, Batch: uuid.New(), Algorithm: gridcode.Algorithm}
	for c := range communities {
		batch.Community = communityOf(c)
		numbered, err := gridcode.CN15.Number(known{}, batch.Community, places, nil)
		if err != nil {
			return nil, nil, err
		}
		slices.SortFunc(numbered, func(a, b gridcode.Code) int { return strings.Compare(a.String(), b.String()) })
		for _, code := range numbered {
			batch.Code, batch.Sequence = code.String(), code.Sequence()
			issues = append(issues, batch)
		}
	}
	return issues, nil, nil
}

// copyBare commits what the ledger would hold of the issues, the time included.
func copyBare(b *testing.B, db *pgx.Conn, issues []registry.Issue) {
	b.Helper()
	columns := []string{"scheme", "code", "county", "community", "sequence", "grid", "batch", "algorithm", "note", "actor", "issued_at"}
	now := time.Now()
	n, err := db.CopyFrom(context.WithoutCancel(b.Context()), pgx.Identifier{"bare"}, columns, pgx.CopyFromSlice(len(issues), func(n int) ([]any, error) {
		i := issues[n]
		return []any{i.Scheme, i.Code, county, i.Community, i.Sequence, nil, [16]byte(i.Batch), i.Algorithm, i.Note, someone.Name, now}, nil
	}))
	if err != nil || n != int64(len(issues)) {
		b.Fatalf("%d rows: %v", n, err)
	}
}
