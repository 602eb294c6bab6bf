package postgis

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// pollEvery bounds how long a change goes unnoticed where notifications do not arrive, as on a hot standby.
const pollEvery = 3 * time.Second

// Watch calls changed with the present version, and again after every change, until ctx ends. While the
// database does not answer it tries again; what changed meanwhile is noticed then.
func (s *Store) Watch(ctx context.Context, changed func(registry.Version)) error {
	var last registry.Version
	told := false
	tell := func(v registry.Version) {
		if !told || v != last {
			told, last = true, v
			changed(v)
		}
	}
	for {
		err := s.listen(ctx, tell)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		s.log.Warn("the database does not answer; the last map that was read goes on being served", "error", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pollEvery):
		}
	}
}

// listen tells versions over one connection, until it breaks or ctx ends.
func (s *Store) listen(ctx context.Context, tell func(registry.Version)) error {
	c, err := s.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	db := c.Hijack()                           // a connection that listens is not given back
	defer db.Close(context.WithoutCancel(ctx)) //nolint:errcheck // it is of no more use
	// A standby refuses LISTEN; polling does there.
	if _, err := db.Exec(ctx, "LISTEN "+channel); err != nil && db.IsClosed() {
		return err
	}
	for {
		v, err := version(ctx, db)
		if err != nil {
			return err
		}
		tell(v)
		if err := waitNotification(ctx, db); err != nil {
			return err
		}
	}
}

// waitNotification returns after a notification, or when it is time to look anyway.
func waitNotification(ctx context.Context, db *pgx.Conn) error {
	wait, cancel := context.WithTimeout(ctx, pollEvery)
	defer cancel()
	_, err := db.WaitForNotification(wait)
	if err != nil && ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}
