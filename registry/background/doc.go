// Package background does long work one piece after the other, tells how far each is, and gives a piece up where that is asked for.
//
// What waits and what runs is known to the process alone: when it ends, all that did not end before is as if it had never been asked
// for. What a piece of work leaves behind for good is its own business.
package background
