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

	"wangge/registry"
)

//go:embed migrations/*.sql
var migrations embed.FS

// versionTable remembers the schema's version; it lies outside the schema, which the first migration makes.
const versionTable = "public.wangge_schema_version"

// Migrate brings the schema up to date, as the role that owns (or will own) it; any role will do where it is so already.
// All that is missing runs in one transaction, one process at a time: killed midway, the schema is as it was.
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
			err = fmt.Errorf("migrate: %w", kindOf(err))
		}
	}()
	db, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close(context.WithoutCancel(ctx))) }()
	if _, err := db.Exec(ctx, "SELECT pg_advisory_lock(hashtext('wangge migrate'))"); err != nil { // until the connection ends
		return err
	}
	if err := extend(ctx, db); err != nil {
		return err
	}
	if err := checkVersions(ctx, db); err != nil {
		return err
	}
	return mayNot(pgx.BeginFunc(ctx, db, func(pgx.Tx) error { return runMigrations(ctx, db, log, target) }))
}

func runMigrations(ctx context.Context, db *pgx.Conn, log *slog.Logger, target func(*migrate.Migrator) int32) error {
	m, err := migrate.NewMigratorEx(ctx, db, versionTable, &migrate.MigratorOptions{DisableTx: true}) // one transaction is around all of them
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
	have, err := m.GetCurrentVersion(ctx)
	if err != nil {
		return err
	}
	if known := int32(len(m.Migrations)); have > known {
		return fmt.Errorf("%w: the database was migrated by a newer wangge (to %d; this one knows %d): use that one", registry.ErrConflict, have, known)
	}
	return m.MigrateTo(ctx, target(m))
}

// mayNot adds to a refusal for want of rights who has them.
func mayNot(err error) error {
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == "42501" { // insufficient_privilege
		return fmt.Errorf("%w (the schema is changed by the role that owns it: run `wangge migrate` as that role, and GRANT %s TO this one; deploy/roles.sql makes such roles, as a superuser)", err, serviceRole)
	}
	return err
}

// extend makes PostGIS where it is missing and the role may.
func extend(ctx context.Context, db *pgx.Conn) error {
	var there bool
	if err := db.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'postgis')").Scan(&there); err != nil || there {
		return err
	}
	if _, err := db.Exec(ctx, "CREATE EXTENSION postgis SCHEMA public"); err != nil {
		return fmt.Errorf("the database has no PostGIS, and it cannot be added (install postgresql-NN-postgis-3 on the server, and run CREATE EXTENSION postgis as a superuser): %w", err)
	}
	return nil
}
