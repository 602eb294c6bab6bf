// Package postgis keeps the registry in PostgreSQL with PostGIS.
//
// Every write is one READ COMMITTED transaction that ends in an audit row; those that a reader can see
// also raise the change counter and notify the channel wangge_change. The database guards by itself what must
// never be (see migrations): the store's errors name the constraint that refused. Among it are the laws of codes: none is
// issued twice, none that lost its grid comes back but by a revert, none is lost (what ends passes on all its ground and
// people, or says that nobody has it), and steps lead from older grids to newer ones alone. They are judged when a
// transaction commits, one transaction after the other; the laws of the ledger itself, once for each statement.
//
// The store acts as role wangge_app, which owns no table; Open refuses a database where it does, or is a superuser. So the
// service can add to the ledger of codes, the revisions and the audit log, and can neither change nor remove
// what is there. The tables' owner is stopped by triggers from doing so by mistake, not by intent: the owner and every
// superuser can disable triggers (ALTER TABLE … DISABLE TRIGGER, session_replication_role), drop tables, and rewrite
// history unseen. Keep those roles for migrations and backups, and give a service on a server of your own a login
// role that is a member of wangge_app and nothing else.
package postgis
