package registry

import (
	"errors"
	"fmt"
)

// Kinds of error that callers may tell apart.
var (
	// ErrInvalid marks input that was understood and breaks a rule.
	ErrInvalid = errors.New("invalid")
	// ErrNotFound marks a name that nothing carries.
	ErrNotFound = errors.New("not found")
	// ErrConflict marks a request that contradicts the present state.
	ErrConflict = errors.New("conflict")
	// ErrUnavailable marks a part that does not answer now, such as a stopped database.
	ErrUnavailable = errors.New("unavailable")
)

// UnavailableError says which part does not answer; errors.Is finds ErrUnavailable in it. The cause tells of the inside (hosts,
// users, paths), so it is for operators alone; it always ends the text.
type UnavailableError struct {
	Reason string
	Cause  error
}

func (e *UnavailableError) Error() string {
	return fmt.Sprintf("%v: %s: %v", ErrUnavailable, e.Reason, e.Cause)
}

// Unwrap gives the kind and the cause.
func (e *UnavailableError) Unwrap() []error { return []error{ErrUnavailable, e.Cause} }
