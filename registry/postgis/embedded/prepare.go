package embedded

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/jackc/pgx/v5"
)

// Roles and database of the cluster. The superuser is for preparing only.
const (
	superuser = "postgres"
	owner     = "wangge_owner" // owns the tables
	app       = "wangge_app"   // the service: neither superuser nor owner
	database  = "wangge"
)

// address gives the URL of a database behind a socket. It names the port, lest PGPORT do.
func address(sockets, role, database string) string {
	where := url.Values{"host": {sockets}, "port": {socketPort}}
	u := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database, RawQuery: where.Encode()}
	return u.String()
}

// prepare makes roles, database and extension where they are missing.
func prepare(ctx context.Context, sockets string) error {
	for _, role := range []string{owner, app} {
		if err := ensure(ctx, sockets, "SELECT 1 FROM pg_roles WHERE rolname = '"+role+"'", "CREATE ROLE "+role+" LOGIN"); err != nil {
			return err
		}
	}
	if err := ensure(ctx, sockets, "SELECT 1 FROM pg_database WHERE datname = '"+database+"'", "CREATE DATABASE "+database+" OWNER "+owner); err != nil {
		return err
	}
	return execute(ctx, sockets, database, "CREATE EXTENSION IF NOT EXISTS postgis")
}

// ensure makes something that is not there.
func ensure(ctx context.Context, sockets, question, statement string) error {
	db, err := pgx.Connect(ctx, address(sockets, superuser, superuser))
	if err != nil {
		return err
	}
	defer db.Close(ctx) //nolint:errcheck // the statement's own error tells
	var one int
	err = db.QueryRow(ctx, question).Scan(&one)
	if errors.Is(err, pgx.ErrNoRows) {
		_, err = db.Exec(ctx, statement)
	}
	if err != nil {
		return fmt.Errorf("prepare cluster: %w", err)
	}
	return nil
}

func execute(ctx context.Context, sockets, database, statement string) error {
	db, err := pgx.Connect(ctx, address(sockets, superuser, database))
	if err != nil {
		return err
	}
	defer db.Close(ctx) //nolint:errcheck // the statement's own error tells
	if _, err := db.Exec(ctx, statement); err != nil {
		return fmt.Errorf("prepare cluster: %s: %w", statement, err)
	}
	return nil
}
