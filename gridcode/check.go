package gridcode

import (
	"fmt"
	"strings"
)

// Check gives the code's check character, 0 to 9 or X, by ISO/IEC 7064 MOD 11-2; 0 where c is no grid.
func (c Code) Check() byte {
	if !c.IsGrid() {
		return 0
	}
	return checkOf(c.text)
}

// Checked writes the code with its check character, for speaking and typing: 370883001004002-8. Stored codes have none.
func (c Code) Checked() string {
	if !c.IsGrid() {
		return c.text
	}
	return c.text + "-" + string(c.Check())
}

// checkOf computes the check character of digits: with weights that double from the right, all characters add up to 1 modulo 11.
func checkOf(digits string) byte {
	sum := 0
	for i := range len(digits) {
		sum = (sum + int(digits[i]-'0')) * 2 % 11
	}
	return checkCharacters[(12-sum)%11]
}

const checkCharacters = "0123456789X"

// CheckError is a text that was typed with a check character and is not the code that was meant. errors.Is finds ErrCheck in it.
type CheckError struct {
	Scheme string
	Input  string
	Likely []Code // that were meant, the likeliest first
	Err    error  // why the digits are no code at all; nil where they are one, and its check character is another
}

func (e *CheckError) Error() string {
	if e.Err != nil {
		return e.Err.Error() + e.meant()
	}
	return fmt.Sprintf("%s code %q: %v%s", e.Scheme, clip(e.Input), ErrCheck, e.meant())
}

// Unwrap gives Err.
func (e *CheckError) Unwrap() error { return e.Err }

// meant lists what may have been meant, as far as a message can hold.
func (e *CheckError) meant() string {
	if len(e.Likely) == 0 {
		return "; read the code again"
	}
	const most = 5
	var texts []string
	for _, c := range e.Likely[:min(len(e.Likely), most)] {
		texts = append(texts, c.Checked())
	}
	more := ""
	if len(e.Likely) > most {
		more = fmt.Sprintf(" or one of %d more", len(e.Likely)-most)
	}
	return "; perhaps " + strings.Join(texts, " or ") + more + " was meant"
}

// Is reports ErrCheck.
func (e *CheckError) Is(target error) bool { return target == ErrCheck }

// ParseChecked reads a whole code with or without its check character. Where the character does not fit, the error is a
// *CheckError with the codes that are one typing error away from what was typed, all of which fit their check character; with
// known, only those that it knows, usually one.
func (s *Scheme) ParseChecked(text string, known func(code string) bool) (Code, error) {
	digits, check, there := strings.Cut(text, "-")
	if !there {
		return s.Parse(text)
	}
	check = strings.ToUpper(check)
	if len(check) != 1 || !strings.Contains(checkCharacters, check) {
		return Code{}, s.syntax(text, len(digits)+1, "one check character, 0 to 9 or X, has to follow the hyphen")
	}
	c, err := s.Parse(digits)
	if err == nil && c.Check() == check[0] {
		return c, nil
	}
	likely := s.meant(digits+check, checkCharacters, s.Digits+1, func(typed string) (string, bool) {
		digits, check := typed[:len(typed)-1], typed[len(typed)-1]
		return digits, s.isCode(digits) && checkOf(digits) == check && (known == nil || known(digits))
	})
	if err != nil && len(likely) == 0 {
		return Code{}, err
	}
	return Code{}, &CheckError{Scheme: s.Name, Input: text, Likely: likely, Err: err}
}
