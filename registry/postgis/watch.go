package postgis

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"wangge/registry"
)

// pollEvery bounds how long a change goes unnoticed where notifications do not arrive: a hot standby refuses LISTEN, and a pooler
// between takes it and forgets it, so the version is looked up besides, always. It is one row (0.1 ms of the server).
const pollEvery = 250 * time.Millisecond

// answerTime is how long the database may take to tell its version before it counts as gone.
const answerTime = 10 * time.Second

// Watch calls seen with the present version: at once, after every change, and four times a second besides, until ctx ends.
// While the database does not answer it tries again; what changed meanwhile is noticed then.
func (s *Store) Watch(ctx context.Context, seen func(registry.Version)) error {
	away := false
	for {
		err := s.listen(ctx, func(v registry.Version) {
			if away {
				away = false
				s.log.Info("the database answers again")
			}
			seen(v)
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if !away {
			away = true
			s.log.Warn("the database does not answer; the last map that was read goes on being served", "error", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pollEvery):
		}
	}
}

// listen tells versions over one connection, until it breaks or ctx ends.
func (s *Store) listen(ctx context.Context, seen func(registry.Version)) error {
	db, err := s.listener(ctx)
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(ctx)) //nolint:errcheck // it is of no more use
	for {
		v, err := versionInTime(ctx, db)
		if err != nil {
			return err
		}
		seen(v)
		if err := waitNotification(ctx, db); err != nil {
			return err
		}
	}
}

// listener takes a connection out of the pool for good: one that listens is not given back.
func (s *Store) listener(ctx context.Context) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	c, err := s.pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	db := c.Hijack()
	// A standby refuses LISTEN; polling does there.
	if _, err := db.Exec(ctx, "LISTEN "+channel); err != nil && db.IsClosed() {
		return nil, err
	}
	return db, nil
}

func versionInTime(ctx context.Context, db *pgx.Conn) (registry.Version, error) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	return version(ctx, db)
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
