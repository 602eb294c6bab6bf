package plate

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// Plate is what one grid's plate says.
type Plate struct {
	Code      string
	Spoken    string // the code for speaking and typing
	Name      string
	Town      string
	Community string
	Link      string
}

// Sizes of a caption, in modules.
const (
	lineHeight = 4.5
	largest    = 3.2 // letters
	smallest   = 1.4
)

// SVG draws the symbol with its name for readers of screens; captioned, with name and code below for readers of walls.
func (s Symbol) SVG(p Plate, captioned bool) []byte {
	width := s.side()
	height := float64(width)
	var caption strings.Builder
	if captioned {
		for i, line := range []string{p.Name, Spaced(p.Code)} {
			size, text := fit(line, float64(width-quiet))
			fmt.Fprintf(&caption, `<text x="%g" y="%g" font-size="%.2f">%s</text>`, float64(width)/2, height+lineHeight*float64(i), size, escaped(text))
		}
		height += 2*lineHeight - 1
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%dmm" height="%gmm" viewBox="0 0 %d %g" role="img">`, width, height, width, height)
	fmt.Fprintf(&out, "<title>%s</title>", escaped(strings.TrimSpace(p.Name+" "+p.Spoken)))
	fmt.Fprintf(&out, `<rect width="%d" height="%g" fill="#fff"/><path d="%s"/>`, width, height, s.outline())
	if captioned {
		fmt.Fprintf(&out, `<g text-anchor="middle" font-family="'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif">%s</g>`, caption.String())
	}
	out.WriteString("</svg>\n")
	return []byte(out.String())
}

// fit gives the size of letters in which a line has room, and what is left of a line for which even the smallest are too large.
func fit(line string, room float64) (size float64, text string) {
	width := 0.0
	for i, r := range line {
		w := 1.0 // Chinese letters are square, others about half as wide
		if r < 0x2e80 {
			w = 0.6
		}
		if (width+w+1)*smallest > room {
			return smallest, line[:i] + "…"
		}
		width += w
	}
	return min(largest, room/max(width, 1)), line
}

// escaped makes text of XML: markup is written out, and what XML cannot hold is replaced.
func escaped(s string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(s)) // a Builder does not fail
	return out.String()
}
