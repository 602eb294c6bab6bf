// Package embedded runs a private PostgreSQL with PostGIS for one data folder, from the installed packages.
//
// The first process that needs it owns the cluster: it holds the folder's lock, starts the server as its
// child, restarts it should it die, and stops it in the end. Others on the same folder attach to it, and the
// owner waits for them before it stops. If the owner is killed, the kernel ends the server with it; what
// is left over all the same is ended by the next start, which recovers the data as PostgreSQL does after a crash.
//
// The server listens on a Unix socket only, in a folder that nobody else may enter; that folder is the access
// control. PostgreSQL refuses to run as root, so as root everything of the cluster belongs to user postgres.
package embedded
