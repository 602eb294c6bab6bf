package registry

import "errors"

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
