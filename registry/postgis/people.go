package postgis

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// Officers lists the roster of a county by id.
func (s *Store) Officers(ctx context.Context, county string) ([]registry.Officer, error) {
	return officers(ctx, s.pool, county)
}

func officers(ctx context.Context, q querier, county string) ([]registry.Officer, error) {
	rows, err := q.Query(ctx, officersSQL, county)
	return collect(rows, err, officerOf)
}

func officerOf(row pgx.CollectableRow) (o registry.Officer, err error) {
	err = row.Scan(&o.County, &o.ID, &o.Name, &o.Phone, &o.Public)
	return o, err
}

// PutOfficers adds and changes people of the roster; none is removed.
func (s *Store) PutOfficers(ctx context.Context, im registry.Import, rows []registry.Officer) (registry.Import, error) {
	for i := range rows {
		rows[i].County = im.County
	}
	return put(ctx, s, im, rows, putting[registry.Officer]{
		stored: officers,
		key:    func(o registry.Officer) string { return o.ID },
		same:   alike[registry.Officer],
		write: func(ctx context.Context, tx pgx.Tx, im registry.Import, rows []registry.Officer) error {
			return sendAll(ctx, tx, putOfficersSQL, rows, func(o registry.Officer) ([]any, error) {
				return []any{im.County, o.ID, o.Name, o.Phone, o.Public}, nil
			})
		},
	})
}

// postings lists the live postings of a county, or with an empty one of all.
func postings(ctx context.Context, q querier, county string) ([]registry.Posting, error) {
	rows, err := q.Query(ctx, postingsSQL, county)
	return collect(rows, err, postingOf)
}

func postingOf(row pgx.CollectableRow) (registry.Posting, error) { return scanPosting(row.Scan) }

// scanPosting reads the columns of a posting, and those after them into more.
func scanPosting(scan func(...any) error, more ...any) (p registry.Posting, err error) {
	var from, to, awayFrom, awayUntil *time.Time
	into := []any{&p.ID, &p.County, &p.Network, &p.Role, &p.Officer, &p.Target, &p.State, &p.Deputy, &from, &to, &awayFrom, &awayUntil}
	err = scan(append(into, more...)...)
	p.From, p.To, p.AwayFrom, p.AwayUntil = timeOf(from), timeOf(to), timeOf(awayFrom), timeOf(awayUntil)
	return p, err
}

// PutPostings makes the given postings the current ones of every target they name.
func (s *Store) PutPostings(ctx context.Context, im registry.Import, rows []registry.Posting) (registry.Import, error) {
	a := &act{actor: im.Actor, action: "import postings", county: im.County}
	err := s.write(ctx, a, func(tx pgx.Tx) error {
		if err := alone(ctx, tx, "import "+im.County); err != nil {
			return err
		}
		stored, err := postings(ctx, tx, im.County)
		if err != nil {
			return err
		}
		ended, fresh, tally := replacePostings(stored, rows, im.County)
		im.Tally = tally
		if a.nothing = !tally.Any(); a.nothing {
			return nil
		}
		a.details = details(im)
		if err := writePostings(ctx, tx, im.County, ended, fresh); err != nil {
			return err
		}
		return remember(ctx, tx, im)
	})
	if err != nil {
		return registry.Import{}, fmt.Errorf("store postings: %w", err)
	}
	return im, nil
}

// replacePostings compares target by target: the targets whose postings end, and the postings that begin.
func replacePostings(stored, rows []registry.Posting, county string) (ended []string, fresh []registry.Posting, t registry.Tally) {
	before, after := map[string][]registry.Posting{}, map[string][]registry.Posting{}
	var order []string
	for _, p := range stored {
		before[p.Target] = append(before[p.Target], p)
	}
	for _, p := range rows {
		p.County = county
		if len(after[p.Target]) == 0 {
			order = append(order, p.Target)
		}
		after[p.Target] = append(after[p.Target], p)
	}
	for _, target := range order {
		was, is := before[target], after[target]
		if alike(postingKeys(was), postingKeys(is)) {
			t.Unchanged += len(is)
			continue
		}
		if len(was) > 0 {
			ended = append(ended, target)
		}
		t.Changed += min(len(was), len(is))
		t.Added += max(0, len(is)-len(was))
		t.Removed += max(0, len(was)-len(is))
		fresh = append(fresh, is...)
	}
	return ended, fresh, t
}

// postingKeys is what of postings makes a difference, whatever their order.
func postingKeys(list []registry.Posting) map[string]int {
	out := map[string]int{}
	for _, p := range list {
		out[fmt.Sprintf("%q %q %q %q %t %d %d %d %d", p.Network, p.Role, p.Officer, p.State, p.Deputy, p.From.Unix(), p.To.Unix(), p.AwayFrom.Unix(), p.AwayUntil.Unix())]++
	}
	return out
}

func writePostings(ctx context.Context, tx pgx.Tx, county string, ended []string, fresh []registry.Posting) error {
	if _, err := tx.Exec(ctx, endPostingsSQL, county, ended); err != nil {
		return err
	}
	return sendAll(ctx, tx, putPostingsSQL, fresh, func(p registry.Posting) ([]any, error) {
		return postingArgs(county, p), nil
	})
}

// postingArgs are the parameters of putPostingsSQL.
func postingArgs(county string, p registry.Posting) []any {
	return []any{
		county, p.Network, p.Role, p.Officer, p.Target, p.State, p.Deputy, timeArg(p.From), timeArg(p.To), timeArg(p.AwayFrom), timeArg(p.AwayUntil),
	}
}

// timeArg gives the zero time as NULL, timeOf takes NULL for it.
func timeArg(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func timeOf(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
