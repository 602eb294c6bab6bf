package gridcode_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"wangge/gridcode"
)

const checkCharacters = "0123456789X"

// sound is the standard's own sentence: every character times 2 to the power of its place, counted from 0 at the right, adds
// up to 1 modulo 11.
func sound(characters string) bool {
	sum, weight := 0, 1
	for i := len(characters) - 1; i >= 0; i-- {
		sum += strings.IndexByte(checkCharacters, characters[i]) * weight
		weight = weight * 2 % 11
	}
	return sum%11 == 1
}

// The identity card of GB 11643's example, 11010519491231002X, read as a code of a scheme that is as long.
func TestCheckCharacterIsThatOfIdentityCards(t *testing.T) {
	t.Parallel()
	s, err := gridcode.ReadScheme([]byte(`{"name": "card", "zh": "身份证", "digits": 17, "segments": [
		{"name": "county", "zh": "县", "width": 6, "ranges": [{"from": 110000, "to": 829999}]},
		{"name": "town", "zh": "镇街", "width": 4, "ranges": [{"from": 0, "to": 9999}]},
		{"name": "community", "zh": "社区", "width": 4, "ranges": [{"from": 0, "to": 9999}]},
		{"name": "sequence", "zh": "序号", "width": 3, "ranges": [{"from": 1, "to": 999}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for digits, want := range map[string]byte{"11010519491231002": 'X', "44052418800101001": '4'} {
		c, err := s.Parse(digits)
		if err != nil || c.Check() != want {
			t.Errorf("check character of %s: got %c (%v), want %c", digits, c.Check(), err, want)
		}
	}
}

// Every error of the kinds that the package doc names, at every place of many codes of every scheme: what it says is found is
// found, and what it says is not found is not. Its table is what is counted here.
func TestCheckCharacter(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range gridcode.Builtin() {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			seen := tally{s: s, unseen: map[[2]int]bool{}}
			for i, c := range randomCodes(s, 1000) {
				seen.parse = i < 20 // to look for what was meant takes its time
				seen.code(t, c)
			}
			n := s.Len() + 1
			for pair := range seen.unseen {
				if (pair[1]-pair[0])%10 != 0 {
					t.Errorf("a swap of places %v was not found", pair)
				}
			}
			pairs := n * (n - 1) / 2
			row := fmt.Sprintf("//\t%-9s%-13s%-13s%s\n", s.Name, of(seen.singles-seen.missed, seen.singles), of(seen.neighbours(), n-1), of(pairs-len(seen.unseen), pairs))
			if !strings.Contains(string(doc), row) {
				t.Errorf("the package doc does not say what was counted:\n%s", row)
			}
		})
	}
}

func of(found, all int) string { return fmt.Sprintf("%d of %d", found, all) }

// tally counts the errors that the check character does not find.
type tally struct {
	s               *gridcode.Scheme
	singles, missed int             // kinds of one wrong character, and those that were missed in some code
	parse           bool            // ask ParseChecked too
	unseen          map[[2]int]bool // pairs of places whose swap was missed in some code
}

// code tries every error on one code.
func (y *tally) code(t *testing.T, c gridcode.Code) {
	t.Helper()
	typed := c.String() + string(c.Check())
	if got, err := y.s.ParseChecked(c.Checked(), nil); !sound(typed) || err != nil || got != c {
		t.Fatalf("%s is not what it says: %v", c.Checked(), err)
	}
	y.singles = 0
	for i := range typed {
		for _, wrong := range alphabet(i == len(typed)-1) {
			if byte(wrong) == typed[i] {
				continue
			}
			y.singles++
			if y.accepts(t, typed[:i]+string(wrong)+typed[i+1:]) {
				y.missed++
			}
		}
		for j := i + 1; j < len(typed); j++ {
			swapped := []byte(typed)
			if swapped[i], swapped[j] = typed[j], typed[i]; typed[i] != typed[j] && y.accepts(t, string(swapped)) {
				y.unseen[[2]int{i, j}] = true
			}
		}
		y.twins(t, typed, i)
	}
}

// twins types two equal neighbours as two others.
func (y *tally) twins(t *testing.T, typed string, i int) {
	t.Helper()
	for _, wrong := range alphabet(false) {
		if i+1 < len(typed) && typed[i] == typed[i+1] && byte(wrong) != typed[i] && y.accepts(t, typed[:i]+strings.Repeat(string(wrong), 2)+typed[i+2:]) {
			t.Errorf("%s: twins at %d became %c and were not found", typed, i, wrong)
		}
	}
}

// accepts reports whether the error goes unseen by the check character; only then may ParseChecked take the text.
func (y *tally) accepts(t *testing.T, typed string) bool {
	t.Helper()
	digits, check := typed[:len(typed)-1], typed[len(typed)-1:]
	unseen := !strings.Contains(digits, "X") && sound(typed)
	if y.parse && !unseen {
		if _, err := y.s.ParseChecked(digits+"-"+check, nil); err == nil {
			t.Errorf("%s-%s was taken", digits, check)
		}
	}
	return unseen
}

// neighbours counts the pairs of neighbours whose swaps were found.
func (y *tally) neighbours() int {
	n := y.s.Len()
	for pair := range y.unseen {
		if pair[1]-pair[0] == 1 {
			n--
		}
	}
	return n
}

func alphabet(check bool) string {
	if check {
		return checkCharacters
	}
	return checkCharacters[:10]
}

func TestParseChecked(t *testing.T) {
	t.Parallel()
	ledger := func(code string) bool { return code == "370883001004002" || code == "370883001004003" }
	tests := []struct {
		name, in string
		want     string // the code, or the likely one
		offset   int    // of a syntax error
		err      error
	}{
		{"with its check character", "370883001004002-8", "370883001004002", 0, nil},
		{"without", "370883001004002", "370883001004002", 0, nil},
		{"one digit wrong", "370883001007002-8", "370883001004002", 0, gridcode.ErrCheck},
		{"the check character wrong", "370883001004002-9", "370883001004002", 0, gridcode.ErrCheck},
		{"two neighbours swapped", "370883010004002-8", "370883001004002", 0, gridcode.ErrCheck},
		{"two others swapped", "310883007004002-8", "370883001004002", 0, gridcode.ErrCheck},
		{"the last digit and the check character swapped", "370883001004008-2", "370883001004002", 0, gridcode.ErrCheck},
		{"a digit missing", "37088300104002-8", "370883001004002", 0, gridcode.ErrCheck},
		{"a digit too many", "3708830001004002-8", "370883001004002", 0, gridcode.ErrCheck},
		{"a letter for a digit", "37088300100400Z-8", "370883001004002", 0, gridcode.ErrCheck},
		{"a full-width digit", "37088300100400２-8", "370883001004002", 0, gridcode.ErrCheck},
		{"town digits that do not exist", "370883601004002-8", "370883001004002", 0, gridcode.ErrCheck},
		{"nothing alike in the ledger", "110101001001001-1", "", 0, gridcode.ErrCheck},
		{"no check character", "370883001004002-", "", 16, gridcode.ErrSyntax},
		{"two check characters", "370883001004002-88", "", 16, gridcode.ErrSyntax},
		{"another letter", "370883001004002-Y", "", 16, gridcode.ErrSyntax},
		{"too short by far", "37088300100-8", "", 11, gridcode.ErrSyntax},
		{"a full-width hyphen", "370883001004002－8", "", 15, gridcode.ErrSyntax},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, err := gridcode.CN15.ParseChecked(tt.in, ledger)
			if !errors.Is(err, tt.err) || err == nil && c.String() != tt.want {
				t.Fatalf("got %v (%v), want %q (%v)", c, err, tt.want, tt.err)
			}
			var check *gridcode.CheckError
			if errors.As(err, &check) && (fmt.Sprint(check.Likely) != "["+tt.want+"]" || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("likely %v, want %s; %v", check.Likely, tt.want, err)
			}
			var syntax *gridcode.SyntaxError
			if errors.As(err, &syntax) && tt.offset > 0 && syntax.Offset != tt.offset {
				t.Errorf("offset %d, want %d", syntax.Offset, tt.offset)
			}
		})
	}
}

func TestCheckCharacterX(t *testing.T) {
	t.Parallel()
	for _, c := range randomCodes(gridcode.CN15, 100) {
		if c.Check() != 'X' {
			continue
		}
		if got, err := gridcode.CN15.ParseChecked(strings.ToLower(c.Checked()), nil); err != nil || got != c {
			t.Errorf("a small x of %s: %v", c.Checked(), err)
		}
		return
	}
	t.Error("no code of a hundred has an X")
}

// Without a ledger the likely codes are all that could be meant, and every one fits its check character as typed.
func TestLikelyCodesFit(t *testing.T) {
	t.Parallel()
	_, err := gridcode.CN15.ParseChecked("370883001004003-8", nil)
	var e *gridcode.CheckError
	if !errors.As(err, &e) || len(e.Likely) < 10 || !strings.Contains(err.Error(), "more") {
		t.Fatalf("got %v", err)
	}
	for _, c := range e.Likely {
		if got, err := gridcode.CN15.ParseChecked(c.Checked(), nil); err != nil || got != c {
			t.Errorf("%s does not fit: %v", c.Checked(), err)
		}
	}
}

// Whatever one typing error makes of a code of the ledger, the code is found again, with a check character and without.
func TestTypingErrorsLeadBack(t *testing.T) {
	t.Parallel()
	for _, s := range gridcode.Builtin() {
		codes := randomCodes(s, 10)
		ledger := map[string]bool{}
		for _, c := range codes {
			ledger[c.String()] = true
		}
		known := func(code string) bool { return ledger[code] }
		for _, c := range codes {
			for _, typed := range oneErrorAway(c.String()) {
				if near := s.Near(typed, known); typed != c.String() && !slices.Contains(near, c) {
					t.Fatalf("%s is near %v, not near %s", typed, near, c)
				}
				_, err := s.ParseChecked(typed+"-"+string(c.Check()), known)
				var e *gridcode.CheckError
				if errors.As(err, &e) && !slices.Contains(e.Likely, c) {
					t.Fatalf("%v: %s is not likely", err, c)
				}
				if err == nil && !sound(typed+string(c.Check())) {
					t.Fatalf("%s-%c was taken", typed, c.Check())
				}
			}
		}
	}
}

// oneErrorAway makes a wrong digit, a swap, a missing and an additional digit at every place.
func oneErrorAway(digits string) []string {
	var out []string
	for i := range digits {
		for _, d := range alphabet(false) {
			out = append(out, digits[:i]+string(d)+digits[i+1:], digits[:i]+string(d)+digits[i:])
		}
		out = append(out, digits[:i]+digits[i+1:])
		for j := i + 1; j < len(digits); j++ {
			out = append(out, digits[:i]+digits[j:j+1]+digits[i+1:j]+digits[i:i+1]+digits[j+1:])
		}
	}
	return out
}

// Near proposes what the ledger has, the likeliest first, and never the text itself.
func TestNear(t *testing.T) {
	t.Parallel()
	codes := []string{"370883001004002", "370883001004003", "370883001004012", "370883001004020", "370883001040002", "370883004001002"}
	known := func(code string) bool { return slices.Contains(codes, code) }
	if all := gridcode.CN15.Near("37088300100400", nil); len(all) < 100 {
		t.Errorf("without a ledger: %d codes", len(all))
	}
	for in, want := range map[string]string{
		"370883001004002":   "[370883001004012 370883001004003 370883001040002 370883001004020 370883004001002]",
		"37088300100400":    "[370883001004020 370883001004002 370883001004003]",
		"3708830010040022":  "[370883001004002]",
		"37088３001004002":   "[370883001004002]",
		"370883 001004002":  "[370883001004002]",
		"110101001001001":   "[]",
		"":                  "[]",
		"3.70883001004E+14": "[]",
	} {
		if got := gridcode.CN15.Near(in, known); fmt.Sprint(got) != want {
			t.Errorf("near %s: got %v, want %s", in, got, want)
		}
	}
}
