package postgis

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/tern/v2/migrate"
)

//go:embed migrations/*.sql
var migrations embed.FS

// versionTable remembers the schema's version; it lies outside the schema, which the first migration makes.
const versionTable = "public.wangge_schema_version"

// Migrate brings the schema up to date, as the role that owns (or will own) it. Migrations run one at a
// time under an advisory lock, each in a transaction of its own: killed midway, it goes on where it was.
// Where nothing is left to migrate, the service's role will do.
func Migrate(ctx context.Context, url string, log *slog.Logger) error {
	return migrateTo(ctx, url, log, func(m *migrate.Migrator) int32 { return int32(len(m.Migrations)) })
}

// MigrateDown takes the schema down to a version; 0 removes it all. Refused once a code has been issued.
func MigrateDown(ctx context.Context, url string, version int32, log *slog.Logger) error {
	return migrateTo(ctx, url, log, func(*migrate.Migrator) int32 { return version })
}

func migrateTo(ctx context.Context, url string, log *slog.Logger, target func(*migrate.Migrator) int32) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("migrate: %w", mayNot(kindOf(err)))
		}
	}()
	db, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close(context.WithoutCancel(ctx))) }()
	if err := extend(ctx, db); err != nil {
		return err
	}
	if err := checkVersions(ctx, db); err != nil {
		return err
	}
	m, err := migrate.NewMigrator(ctx, db, versionTable)
	if err != nil {
		return err
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	if err := m.LoadMigrations(files); err != nil {
		return err
	}
	m.OnStart = func(n int32, name, direction, _ string) {
		log.Info("migrating the schema", "migration", n, "name", name, "direction", direction)
	}
	return m.MigrateTo(ctx, target(m))
}

// extend makes PostGIS where it is missing and the role may.
func extend(ctx context.Context, db *pgx.Conn) error {
	var there bool
	if err := db.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'postgis')").Scan(&there); err != nil || there {
		return err
	}
	if _, err := db.Exec(ctx, "CREATE EXTENSION postgis"); err != nil {
		return fmt.Errorf("the database has no PostGIS, and this role may not add it (run CREATE EXTENSION postgis as a superuser): %w", err)
	}
	return nil
}

// mayNot adds to a refusal for want of rights who has them.
func mayNot(err error) error {
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == "42501" { // insufficient_privilege
		return fmt.Errorf("%w (the schema is changed by the role that owns it: `wangge migrate` as that role; deploy/roles.sql makes the roles, as a superuser)", err)
	}
	return err
}
