package bulk

import (
	"bytes"
	"errors"
	"io"
)

// maxRow is how long a row of a table may be; a longer one is skipped without being kept.
const maxRow = 1 << 20

// records reads the records of a CSV, or lines, as they stand, the line's end included. Quotes count where a cell begins with one (RFC 4180).
type records struct {
	in    io.Reader
	idle  func() error // before more is read, which may take its time; may be nil
	comma byte
	raw   bool // quotes mean nothing: a record is a line
	buf   []byte
	start int // of the record
	at    int // what has been looked at
	end   int
	place place
	long  bool // the record is over maxRow; what was seen of it is gone
	last  bool // nothing comes after end
}

// place is where in a record a byte stands.
type place uint8

const (
	cellStart place = iota
	plain
	quoted
	closing // after a quote within a quoted cell: its end, or the first half of ""
)

func newRecords(in io.Reader, idle func() error) *records {
	return &records{in: in, idle: idle, comma: ',', buf: make([]byte, 1<<16)}
}

// Errors of a record: those after it can be read.
var (
	errLong = errors.New("the row is longer than 1 MiB and was left out 该行过长，已略去")
	errOpen = errors.New("a quote opens in this row and is never closed: all that follows it belongs to it 引号未闭合")
)

// next gives the next record, valid until the call after it; io.EOF after the last.
func (r *records) next() ([]byte, error) {
	r.start, r.place, r.long = r.at, cellStart, false
	for !r.whole() {
		if r.last {
			return r.rest()
		}
		if err := r.fill(); err != nil {
			return nil, err
		}
	}
	if r.long {
		return nil, errLong
	}
	return r.buf[r.start:r.at], nil
}

// rest is what stands after the last line's end.
func (r *records) rest() ([]byte, error) {
	switch {
	case r.place == quoted:
		return nil, errOpen
	case r.long:
		return nil, errLong
	case r.start == r.end:
		return nil, io.EOF
	default:
		return r.buf[r.start:r.end], nil
	}
}

// whole moves on to the record's end, if that has been read.
func (r *records) whole() bool {
	b := r.buf[r.at:r.end]
	if r.place == cellStart {
		if i := bytes.IndexByte(b, '\n'); i >= 0 && (r.raw || bytes.IndexByte(b[:i], '"') < 0) {
			r.at += i + 1
			return true
		}
	}
	if r.raw {
		r.at = r.end
		return false
	}
	for _, c := range b {
		r.at++
		switch {
		case r.place == quoted:
			if c == '"' {
				r.place = closing
			}
		case c == '\n':
			return true
		case c == r.comma:
			r.place = cellStart
		case c == '"' && r.place != plain:
			r.place = quoted
		default:
			r.place = plain
		}
	}
	return false
}

// fill reads more, and makes room for it: up to maxRow for one record, which is dropped from there on.
func (r *records) fill() error {
	if r.long = r.long || r.at-r.start > maxRow; r.long {
		r.start = r.at
	}
	if r.start > 0 {
		r.end = copy(r.buf, r.buf[r.start:r.end])
		r.at, r.start = r.at-r.start, 0
	}
	if r.end == len(r.buf) {
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	if r.idle != nil {
		if err := r.idle(); err != nil {
			return err
		}
	}
	n, err := r.in.Read(r.buf[r.end:])
	r.end += n
	if errors.Is(err, io.EOF) {
		r.last, err = true, nil
	}
	return err
}

// head is what of the record and of those after it is in memory already: enough to tell a table's make.
func (r *records) head() []byte { return r.buf[r.start:r.end] }

// split cuts a record at its separators; cells keep their quotes. The line's end is not part of the last.
func split(record []byte, comma byte, into [][]byte) [][]byte {
	into = into[:0]
	from, at := 0, cellStart
	for i, c := range record {
		switch {
		case at == quoted:
			if c == '"' {
				at = closing
			}
		case c == comma:
			into = append(into, record[from:i])
			from, at = i+1, cellStart
		case c == '"' && at != plain:
			at = quoted
		default:
			at = plain
		}
	}
	return append(into, record[from:])
}

// unquoted is what a cell means.
func unquoted(cell []byte) []byte {
	if len(cell) < 2 || cell[0] != '"' || cell[len(cell)-1] != '"' {
		return cell
	}
	return bytes.ReplaceAll(cell[1:len(cell)-1], []byte(`""`), []byte(`"`))
}

// lineEnd divides a record from its line's end.
func lineEnd(record []byte) (text, end []byte) {
	n := len(record)
	if n > 0 && record[n-1] == '\n' {
		if n--; n > 0 && record[n-1] == '\r' {
			n--
		}
	}
	return record[:n], record[n:]
}

// mark passes over a byte order mark at the beginning, and gives it.
func (r *records) mark() ([]byte, error) {
	for r.end < len(byteOrderMark) && !r.last {
		if err := r.fill(); err != nil {
			return nil, err
		}
	}
	if !bytes.HasPrefix(r.buf[:r.end], []byte(byteOrderMark)) {
		return nil, nil //nolint:nilnil // no mark is the usual case
	}
	r.at = len(byteOrderMark)
	return []byte(byteOrderMark), nil
}

const byteOrderMark = "\xef\xbb\xbf"
