package bulk

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"

	"wangge/geo/vector"
	"wangge/registry"
)

// text is how a table is encoded. Commas, quotes and line ends are the same bytes in all encodings that are taken.
type text struct {
	chinese encoding.Encoding // nil for UTF-8
	encoded map[string]string // of what was written before: names come again and again
}

// textOf looks at the head of a table, unless its encoding is given. A head without any Chinese is taken for UTF-8.
func textOf(head []byte, given string, marked bool) (text, error) {
	chinese := text{simplifiedchinese.GB18030, map[string]string{}}
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return text{}, fmt.Errorf("%w: the table is UTF-16 text: save it as CSV in UTF-8 请另存为 UTF-8 的 CSV", registry.ErrInvalid)
	case bytes.IndexByte(head, 0) >= 0:
		return text{}, fmt.Errorf("%w: it is no text table 不是文本表格", registry.ErrInvalid)
	case marked:
		return text{}, nil
	case given != "":
		name, err := vector.Encoding(given)
		switch {
		case err != nil:
			return text{}, err
		case name == "GB18030":
			return chinese, nil
		case name != "UTF-8":
			return text{}, fmt.Errorf("%w: a table is in utf-8, gbk or gb18030, not in %s", registry.ErrInvalid, given)
		}
	}
	if given == "" && !utf8.Valid(wholeLines(head)) {
		return chinese, nil
	}
	return text{}, nil
}

// wholeLines leaves out a last line that may end within a character.
func wholeLines(head []byte) []byte {
	if i := bytes.LastIndexByte(head, '\n'); i >= 0 {
		return head[:i]
	}
	return head
}

func (t text) decode(b []byte) string {
	if t.chinese == nil {
		return string(b)
	}
	out, err := t.chinese.NewDecoder().Bytes(b)
	if err != nil {
		return string(b) // it is only shown, or no name of ours
	}
	return string(out)
}

// write writes a cell, in quotes where it has to be.
func (t text) write(w *bufio.Writer, cell string, comma byte) {
	if strings.IndexByte(cell, comma) >= 0 || strings.ContainsAny(cell, "\"\r\n") {
		cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	_, _ = w.WriteString(t.encode(cell)) // a bufio.Writer gives its error when it is flushed
}

// encode keeps what it encoded, within bounds.
func (t text) encode(cell string) string {
	if t.chinese == nil {
		return cell
	}
	out, ok := t.encoded[cell]
	if !ok {
		var err error
		if out, err = encoding.ReplaceUnsupported(t.chinese.NewEncoder()).String(cell); err != nil {
			out = strings.ToValidUTF8(cell, "?") // GB18030 has every character: only text that is none comes here
		}
		if len(t.encoded) < 1<<14 {
			t.encoded[cell] = out
		}
	}
	return out
}
