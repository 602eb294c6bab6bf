package postgis

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"wangge/registry"
)

// The least versions that are supported, as PostgreSQL and PostGIS count them.
const (
	leastServer  = 150000
	leastPostGIS = "3.3"
)

// serviceRole is whom the store acts as.
const serviceRole = "wangge_app"

// Store is the registry in PostGIS.
type Store struct {
	pool *pgxpool.Pool
	log  *slog.Logger
}

var _ registry.Store = (*Store)(nil)

// Open connects to a migrated database and checks what it finds there.
func Open(ctx context.Context, url string, log *slog.Logger) (*Store, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	config.ConnConfig.RuntimeParams["search_path"] = "wangge, public"
	config.ConnConfig.RuntimeParams["application_name"] = "wangge"
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	config.AfterConnect = becomeService
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if err := pool.AcquireFunc(ctx, func(c *pgxpool.Conn) error { return checkServer(ctx, c.Conn()) }); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open store: %w", kindOf(err))
	}
	return &Store{pool: pool, log: log}, nil
}

// becomeService gives up what the login role may do beyond the service's role.
func becomeService(ctx context.Context, c *pgx.Conn) error {
	if _, err := c.Exec(ctx, "SET ROLE "+serviceRole); err != nil {
		return fmt.Errorf("act as %s (GRANT %s TO the login role of --database-url): %w", serviceRole, serviceRole, err)
	}
	return nil
}

// Close lets go of all connections.
func (s *Store) Close() { s.pool.Close() }

// querier is what a connection, a pool and a transaction have in common.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// checkServer refuses a server that is too old, or where the service's role could undo what the database guards.
func checkServer(ctx context.Context, q querier) error {
	if err := checkVersions(ctx, q); err != nil {
		return err
	}
	var owns bool
	if err := q.QueryRow(ctx, ownsSQL, serviceRole).Scan(&owns); err != nil {
		return err
	}
	if owns {
		return fmt.Errorf("%w: role %s is a superuser or may act as the owner of the tables, so it could rewrite the ledger of codes: let another role own them", registry.ErrInvalid, serviceRole)
	}
	return nil
}

// checkVersions refuses a server or an extension that is too old, or out of reach.
func checkVersions(ctx context.Context, q querier) error {
	var number int
	var server string
	if err := q.QueryRow(ctx, "SELECT current_setting('server_version_num')::int, current_setting('server_version')").Scan(&number, &server); err != nil {
		return err
	}
	if number < leastServer {
		return fmt.Errorf("%w: the server is PostgreSQL %s; 15 or newer is needed", registry.ErrInvalid, server)
	}
	var version, schema string
	err := q.QueryRow(ctx, "SELECT extversion, extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'postgis'").Scan(&version, &schema)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return fmt.Errorf("%w: the database has no PostGIS: run CREATE EXTENSION postgis as a superuser", registry.ErrInvalid)
	case err != nil:
		return err
	case !atLeast(version, leastPostGIS):
		return fmt.Errorf("%w: the database has PostGIS %s; %s or newer is needed", registry.ErrInvalid, version, leastPostGIS)
	case schema != "public":
		return fmt.Errorf("%w: PostGIS lies in schema %s of the database; it is looked for in public", registry.ErrInvalid, schema)
	}
	return nil
}

// atLeast compares versions of the form major.minor….
func atLeast(version, least string) bool {
	var a, b [2]int
	if n, _ := fmt.Sscanf(version, "%d.%d", &a[0], &a[1]); n < 2 {
		return false
	}
	if n, _ := fmt.Sscanf(least, "%d.%d", &b[0], &b[1]); n < 2 {
		return false
	}
	return a[0] > b[0] || a[0] == b[0] && a[1] >= b[1]
}

// kindOf gives an error of the database the kind that callers tell apart; others stay as they are.
func kindOf(err error) error {
	var refused *pgconn.PgError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, registry.ErrInvalid), errors.Is(err, registry.ErrNotFound), errors.Is(err, registry.ErrConflict),
		errors.Is(err, registry.ErrUnavailable), errors.Is(err, context.Canceled), errors.Is(err, pgx.ErrNoRows):
		return err
	case errors.As(err, &refused):
		return kindOfRefusal(refused, err)
	case isConnection(err):
		return &registry.UnavailableError{Reason: "the database does not answer", Cause: err}
	default:
		return err
	}
}

func isConnection(err error) bool {
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) || pgconn.SafeToRetry(err) || pgconn.Timeout(err) ||
		errors.Is(err, io.ErrUnexpectedEOF)
}

// kindOfRefusal sorts by SQLSTATE class (PostgreSQL manual, appendix A).
func kindOfRefusal(refused *pgconn.PgError, err error) error {
	if refused.Code == "25006" { // read_only_sql_transaction
		return &registry.UnavailableError{Reason: "this server is a standby and takes no writes; its primary does", Cause: err}
	}
	switch refused.Code[:2] {
	case "23": // integrity constraint violation
		return fmt.Errorf("%w: constraint %s: %w", registry.ErrInvalid, refused.ConstraintName, err)
	case "22": // data exception
		return fmt.Errorf("%w: %w", registry.ErrInvalid, err)
	case "40": // transaction rollback
		return fmt.Errorf("%w: %w", registry.ErrConflict, err)
	case "08", "53", "57": // connection, resources, shutdown
		return &registry.UnavailableError{Reason: "the database does not answer", Cause: err}
	default:
		return err
	}
}
