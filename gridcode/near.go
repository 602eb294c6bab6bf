package gridcode

import (
	"iter"
	"slices"
)

// Near gives the codes that known knows and that are one typing error away from a text without check character: one digit
// wrong, two swapped, one missing or one too many. The likeliest come first, in that order, swaps of neighbours before others.
// The text itself is not among them.
func (s *Scheme) Near(text string, known func(code string) bool) []Code {
	return s.meant(text, "0123456789", func(typed string) (string, bool) {
		return typed, typed != text && s.isCode(typed) && known(typed)
	})
}

// isCode reports whether Parse would take the text.
func (s *Scheme) isCode(text string) bool { return len(text) == s.Digits && s.fits(text) }

// meant gives the codes that accept finds in the texts one typing error away, each once.
func (s *Scheme) meant(text, alphabet string, accept func(typed string) (code string, ok bool)) []Code {
	if len(text) > 4*(s.Digits+2) { // no code with one error is longer, even in full-width digits
		return nil
	}
	var out []Code
	for typed := range typos([]rune(text), []rune(alphabet)) {
		if code, ok := accept(typed); ok {
			if c := (Code{scheme: s, text: code}); !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// typos gives every text one typing error away, likely ones first: one character replaced, two neighbours swapped, two others
// swapped, one left out, one put in.
func typos(text, alphabet []rune) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, kind := range []iter.Seq[[]rune]{replaced(text, alphabet), swapped(text), dropped(text), inserted(text, alphabet)} {
			for t := range kind {
				if !yield(string(t)) {
					return
				}
			}
		}
	}
}

func replaced(text, alphabet []rune) iter.Seq[[]rune] {
	return func(yield func([]rune) bool) {
		for i := range text {
			for _, r := range alphabet {
				t := slices.Clone(text)
				if t[i] = r; r != text[i] && !yield(t) {
					return
				}
			}
		}
	}
}

func swapped(text []rune) iter.Seq[[]rune] {
	return func(yield func([]rune) bool) {
		for apart := 1; apart < len(text); apart++ {
			for i := range len(text) - apart {
				t := slices.Clone(text)
				if t[i], t[i+apart] = t[i+apart], t[i]; t[i] != text[i] && !yield(t) {
					return
				}
			}
		}
	}
}

func dropped(text []rune) iter.Seq[[]rune] {
	return func(yield func([]rune) bool) {
		for i := range text {
			if !yield(slices.Delete(slices.Clone(text), i, i+1)) {
				return
			}
		}
	}
}

func inserted(text, alphabet []rune) iter.Seq[[]rune] {
	return func(yield func([]rune) bool) {
		for i := range len(text) + 1 {
			for _, r := range alphabet {
				if !yield(slices.Insert(slices.Clone(text), i, r)) {
					return
				}
			}
		}
	}
}
