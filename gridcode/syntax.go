package gridcode

import (
	"errors"
	"fmt"
	"strings"
)

// Kinds of error that callers may tell apart.
var (
	// ErrSyntax marks a text that is no code of the scheme.
	ErrSyntax = errors.New("not a code of this scheme")
	// ErrCheck marks a code whose check character does not fit.
	ErrCheck = errors.New("the check character does not fit")
	// ErrUnknownDivision marks a code whose county, town or community the division table does not have.
	ErrUnknownDivision = errors.New("unknown division")
	// ErrFull marks a community whose sequence numbers are all used.
	ErrFull = errors.New("no sequence number is left")
	// ErrReserve marks reserved ranges that a scheme cannot have.
	ErrReserve = errors.New("wrong reserved range")
	// ErrScheme marks a file that describes no scheme.
	ErrScheme = errors.New("not a scheme")
)

// SyntaxError says where a text stops being a code, and why. errors.Is finds ErrSyntax in it.
type SyntaxError struct {
	Scheme string
	Input  string
	Offset int // byte of Input
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%q is no %s code: %s (at byte %d)", clip(e.Input), e.Scheme, e.Reason, e.Offset)
}

// Is reports ErrSyntax.
func (e *SyntaxError) Is(target error) bool { return target == ErrSyntax }

// clip keeps a message short where a whole line was taken for a code.
func clip(text string) string {
	const most = 80
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

func (s *Scheme) syntax(input string, offset int, format string, args ...any) error {
	return &SyntaxError{Scheme: s.Name, Input: input, Offset: offset, Reason: fmt.Sprintf(format, args...)}
}

// diagnose says why a text is no code, or no prefix of whole segments where a prefix would do.
func (s *Scheme) diagnose(text string) error {
	if text == "" {
		return s.syntax(text, 0, "it is empty")
	}
	if err := s.digits(text); err != nil {
		return err
	}
	offset, reason := s.misfit(text)
	return s.syntax(text, offset, "%s%s", reason, others(text))
}

// misfit finds what is wrong with digits: too many, numbers that do not exist, too few.
func (s *Scheme) misfit(text string) (offset int, reason string) {
	if len(text) > s.Digits {
		return s.Digits, fmt.Sprintf("it has %d digits, a grid's code has %d", len(text), s.Digits)
	}
	at := 0
	for i, g := range s.Segments {
		switch end := s.parts[i].end; {
		case at == len(text):
			return at, fmt.Sprintf("it has %d digits, a grid's code has %d", at, s.Digits)
		case len(text) < end:
			return len(text), fmt.Sprintf("the %s needs %d digits, here are %d; a grid's code has %d digits in all", g.Name, g.Width, len(text)-at, s.Digits)
		case !s.parts[i].allows(number(text[at:end])):
			return at, fmt.Sprintf("%s digits %s do not exist", g.Name, text[at:end])
		default:
			at = end
		}
	}
	panic("gridcode: " + text + " is a code, and was refused")
}

// others names the built-in schemes that the digits would be a code of; length alone tells none.
func others(text string) string {
	var names []string
	for _, o := range builtin {
		if o.isCode(text) {
			names = append(names, o.Name)
		}
	}
	if names == nil {
		return ""
	}
	return "; it would be a code of " + strings.Join(names, " or of ")
}

// digits finds what is not a plain digit, with the usual reasons by name.
func (s *Scheme) digits(text string) error {
	for i, r := range text {
		switch {
		case '0' <= r && r <= '9':
		case r == ' ' || r == '\t' || r == '\u3000' || r == '\u00a0':
			return s.syntax(text, i, "it holds a blank; write the digits together")
		case '０' <= r && r <= '９':
			return s.syntax(text, i, "%q is a full-width digit; write %c", r, '0'+(r-'０'))
		case (r == '.' || r == 'e' || r == 'E') && strings.ContainsAny(text, "eE"):
			return s.syntax(text, i, "it is in scientific notation, so its last digits are lost; enter it again as text")
		case r == '-' && i == s.Digits:
			return s.syntax(text, i, "a check character follows, which is no part of the code; leave it out here")
		default:
			return s.syntax(text, i, "%q is not a digit", r)
		}
	}
	return nil
}
