package plate

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"rsc.io/qr"
)

// Level is how much of a symbol may be lost: L 7 %, M 15 %, Q 25 %, H 30 %.
type Level string

// Levels of error correction.
const (
	L Level = "L"
	M Level = "M"
	Q Level = "Q"
	H Level = "H"
)

// quiet is the empty rim that a reader needs, in modules.
const quiet = 4

// Symbol is a QR code ready to be drawn.
type Symbol struct{ code *qr.Code }

// Encode makes the symbol of a text; only a text that is too long fails.
func Encode(text string, level Level) (Symbol, error) {
	of, ok := map[Level]qr.Level{L: qr.L, M: qr.M, Q: qr.Q, H: qr.H}[level]
	if !ok {
		return Symbol{}, fmt.Errorf("there is no level %q of error correction; there are L, M, Q and H", level)
	}
	code, err := qr.Encode(text, of)
	if err != nil {
		return Symbol{}, fmt.Errorf("make a QR code of %d bytes: %w", len(text), err)
	}
	return Symbol{code}, nil
}

// side is the number of modules across, quiet zone included.
func (s Symbol) side() int { return s.code.Size + 2*quiet }

// black tells of a module, counted from the quiet zone's corner.
func (s Symbol) black(x, y int) bool { return s.code.Black(x-quiet, y-quiet) }

// Widths of a PNG in pixels; the largest symbol has 185 modules across.
const (
	MinSize, MaxSize = 200, 4096
	DefaultSize      = 512
)

// PNG draws the symbol size pixels wide and high. Modules are whole pixels; what is left over goes to the quiet zone.
func (s Symbol) PNG(size int) ([]byte, error) {
	if size < s.side() {
		return nil, fmt.Errorf("a symbol of %d modules does not fit %d pixels", s.side(), size)
	}
	img := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.White, color.Black})
	scale := size / s.side()
	rim := (size - scale*s.side()) / 2
	for y := range s.side() {
		first := img.Pix[(rim+y*scale)*img.Stride:][:img.Stride]
		for x := range s.side() {
			if s.black(x, y) {
				fill(first[rim+x*scale:][:scale], 1)
			}
		}
		for i := 1; i < scale; i++ {
			copy(img.Pix[(rim+y*scale+i)*img.Stride:], first)
		}
	}
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, img) // the usual one takes twice as long over so many like rows
	return out.Bytes(), err
}

func fill(pixels []uint8, colour uint8) {
	for i := range pixels {
		pixels[i] = colour
	}
}
