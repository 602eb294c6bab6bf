package gridcode

import (
	"slices"
	"strings"
)

// Near gives the codes that known knows and that are one typing error away from a text without check character: one character
// wrong, two swapped, one too many or one missing. Single ones come before swaps, swaps of neighbours before others, each from
// the left. The text itself is not among them; without known, all codes of the scheme are meant.
func (s *Scheme) Near(text string, known func(code string) bool) []Code {
	return s.meant(text, "0123456789", s.Digits, func(typed string) (string, bool) {
		return typed, typed != text && s.isCode(typed) && (known == nil || known(typed))
	})
}

// meant gives the codes that accept finds among the texts of a length that are one typing error away, each once.
func (s *Scheme) meant(text, alphabet string, length int, accept func(typed string) (code string, ok bool)) []Code {
	var out []Code
	typos(oneByteEach(text), alphabet, length, func(typed string) {
		if code, ok := accept(typed); ok && !slices.Contains(out, Code{scheme: s, text: code}) {
			out = append(out, Code{scheme: s, text: code})
		}
	})
	return out
}

// oneByteEach puts a question mark in the place of what is no ASCII: what is wrong there has to be replaced anyway.
func oneByteEach(text string) string {
	return strings.Map(func(r rune) rune {
		if r > '~' {
			return '?'
		}
		return r
	}, text)
}

// typos tries every text of a length that is one typing error away.
func typos(text, alphabet string, length int, try func(typed string)) {
	switch len(text) - length {
	case 0:
		replaced(text, alphabet, try)
		swapped(text, try)
	case 1:
		for i := range text {
			try(text[:i] + text[i+1:])
		}
	case -1:
		for i := range length {
			for k := range alphabet {
				try(text[:i] + alphabet[k:k+1] + text[i:])
			}
		}
	}
}

func replaced(text, alphabet string, try func(typed string)) {
	for i := range text {
		for k := range alphabet {
			try(text[:i] + alphabet[k:k+1] + text[i+1:])
		}
	}
}

// swapped begins with neighbours, which are swapped most.
func swapped(text string, try func(typed string)) {
	for apart := 1; apart < len(text); apart++ {
		for i := range len(text) - apart {
			t := []byte(text)
			t[i], t[i+apart] = t[i+apart], t[i]
			try(string(t))
		}
	}
}
