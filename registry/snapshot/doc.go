// Package snapshot holds one published state of the registry in memory and answers reads from it.
//
// A Snapshot is immutable and safe for concurrent use. A Holder carries the present one, swaps it
// atomically when the store has a newer one, and goes on serving it while the store does not answer.
package snapshot
