// Package postgis keeps the registry in PostgreSQL with PostGIS.
//
// Every write is one READ COMMITTED transaction that ends in an audit row; those that a reader can see
// also raise the change counter and notify the channel wangge_change. The database guards by itself what must
// never be (see migrations): the store's errors name the constraint that refused.
//
// The store acts as role wangge_app, which owns no table. A role that owns them, or a superuser, can still
// disable triggers and rewrite history: such roles are for migrations and for people one trusts with that.
package postgis
