package gridcode_test

import (
	"strconv"
	"testing"

	"wangge/gridcode"
)

// many is how many codes a benchmark goes through: more than a branch predictor learns by heart.
const many = 1 << 12

// BenchmarkParseCode reads codes of every scheme; strconv reads the same digits as a number, and knows no segments. Object codes
// begin with 01, so that 20 digits fit 64 bits.
func BenchmarkParseCode(b *testing.B) {
	for _, s := range gridcode.Builtin() {
		texts := textsOf(randomCodes(s, many))
		b.Run("gridcode/"+s.Name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := s.Parse(texts[i%many]); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("strconv/"+s.Name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if _, err := strconv.ParseUint(texts[i%many], 10, 64); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkAppendCode writes codes into a buffer; strconv writes the same digits.
func BenchmarkAppendCode(b *testing.B) {
	for _, s := range gridcode.Builtin() {
		codes := randomCodes(s, many)
		b.Run("gridcode/"+s.Name, func(b *testing.B) {
			b.ReportAllocs()
			buf := make([]byte, 0, s.Len())
			for i := 0; b.Loop(); i++ {
				buf = codes[i%many].AppendTo(buf[:0])
			}
		})
		numbers := make([]uint64, many)
		for i, c := range codes {
			n, err := strconv.ParseUint(c.String(), 10, 64)
			if err != nil {
				b.Fatal(err)
			}
			numbers[i] = n
		}
		b.Run("strconv/"+s.Name, func(b *testing.B) {
			buf := make([]byte, 0, s.Len())
			for i := 0; b.Loop(); i++ {
				buf = strconv.AppendUint(buf[:0], numbers[i%many], 10)
			}
		})
	}
}

func textsOf(codes []gridcode.Code) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = c.String()
	}
	return out
}
