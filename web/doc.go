// Package web is the service: the API (OpenAPI 3.1 by huma over Echo), vector tiles, the browser app, and what
// operators ask for (health, readiness, metrics).
//
// Reads are answered from the present snapshot and go on when the database is away. Errors are problem documents
// (RFC 9457) everywhere. Parameters are taken strictly: one that is unknown, repeated or no finite number is refused by name.
package web
