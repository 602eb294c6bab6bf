package web

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"
)

// upload is a multipart form whose files lie in a temporary folder.
type upload struct {
	folder string
	values map[string]string
	files  map[string][]string
	places map[string]string // folder of a field's files with the same name but for its ending
	size   int64             // of all values
}

// Limits of a form besides its size in bytes.
const (
	maxValueBytes = 64 << 10
	maxFiles      = 2000
)

// receive streams a form to the disk. A request that says it is too large is refused before a byte is written,
// one that turns out to be at the byte that is too many.
func (s *Server) receive(c echo.Context) (*upload, error) {
	r := c.Request()
	kind, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	if err != nil || kind != echo.MIMEMultipartForm {
		return nil, newProblem(http.StatusUnsupportedMediaType, "send a multipart/form-data form with the files in it, as curl -F file=@map.geojson does")
	}
	if r.ContentLength > s.MaxUploadBytes {
		return nil, &http.MaxBytesError{Limit: s.MaxUploadBytes}
	}
	extend(c, uploadTime)
	r.Body = http.MaxBytesReader(c.Response(), r.Body, s.MaxUploadBytes)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, unreadable(err)
	}
	f := &upload{values: map[string]string{}, files: map[string][]string{}, places: map[string]string{}}
	if f.folder, err = os.MkdirTemp("", "wangge-upload-"); err != nil {
		return nil, err
	}
	if err := f.read(parts); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (f *upload) read(parts *multipart.Reader) error {
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			f.joinParts()
			return nil
		}
		if err != nil {
			return unreadable(err)
		}
		if n >= maxFiles {
			return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("the form has more than %d parts 表单项过多", maxFiles))
		}
		if err := f.part(part, n); err != nil {
			return unreadable(err)
		}
	}
}

// unreadable tells a broken body from one that is too large, and from a disk that fails.
func unreadable(err error) error {
	var large *http.MaxBytesError
	var p *Problem
	var path *os.PathError
	if errors.As(err, &large) || errors.As(err, &p) || errors.As(err, &path) {
		return err
	}
	return badRequest("the request cannot be read: " + err.Error() + " 请求无法读取")
}

func (f *upload) part(part *multipart.Part, n int) error {
	name := part.FormName()
	if part.FileName() == "" {
		b, err := io.ReadAll(io.LimitReader(part, maxValueBytes+1))
		if err != nil {
			return err
		}
		if f.size += int64(len(b)); f.size > maxValueBytes {
			return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("the form's values are larger than %d bytes", maxValueBytes))
		}
		if _, twice := f.values[name]; twice {
			return formProblem(name, "the field is given more than once 字段重复", string(b))
		}
		f.values[name] = string(b)
		return nil
	}
	path, err := f.place(name, safeName(part.FileName()), n)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, part)
	f.files[name] = append(f.files[name], path)
	return errors.Join(err, out.Close())
}

// Close removes the files.
func (f *upload) Close() error { return os.RemoveAll(f.folder) }

// place gives a file its path: beside the others that differ from it in their ending alone, as the parts of a Shapefile
// do, else in a folder of its own, since the same name may come twice.
func (f *upload) place(field, name string, n int) (string, error) {
	kin := field + "/" + strings.ToLower(strings.TrimSuffix(name, filepath.Ext(name)))
	if beside := filepath.Join(f.places[kin], name); f.places[kin] != "" && absent(beside) {
		return beside, nil
	}
	f.places[kin] = filepath.Join(f.folder, fmt.Sprint(n))
	return filepath.Join(f.places[kin], name), os.Mkdir(f.places[kin], 0o700)
}

func absent(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// joinParts leaves of a Shapefile that came in parts the .shp alone: its reader finds the others beside it.
func (f *upload) joinParts() {
	for field, files := range f.files {
		f.files[field] = slices.DeleteFunc(files, func(path string) bool {
			stem := strings.TrimSuffix(path, filepath.Ext(path))
			return partOfShape(path) && slices.ContainsFunc(files, func(other string) bool { return strings.EqualFold(other, stem+".shp") })
		})
	}
}

func partOfShape(path string) bool {
	return slices.Contains([]string{".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix"}, strings.ToLower(filepath.Ext(path)))
}

// safeName keeps the name as far as it cannot lead anywhere: readers go by its ending, people by the rest.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.TrimLeft(name, ".-")
	if r := []rune(name); len(r) > 60 {
		name = string(r[len(r)-60:])
	}
	if name == "" {
		return "file"
	}
	return name
}

// take gives a value and marks it as used.
func (f *upload) take(name string) string {
	v := f.values[name]
	delete(f.values, name)
	return strings.TrimSpace(v)
}

// nothingLeft refuses fields that nobody took, by name.
func (f *upload) nothingLeft(files ...string) error {
	for name := range f.values {
		if slices.Contains(files, name) {
			return formProblem(name, "must be a file, with a file name, as curl -F "+name+"=@map.geojson sends it 须为文件", nil)
		}
		return formProblem(name, "there is no such field 未知字段", f.values[name])
	}
	for name := range f.files {
		if !slices.Contains(files, name) {
			return formProblem(name, "no file is taken under this name; there are: "+strings.Join(files, ", "), nil)
		}
	}
	return nil
}

// formProblem says which field of the form is at fault.
func formProblem(name, message string, value any) *Problem {
	return wrong(Invalid{Location: "form." + name, Message: message, Value: value})
}
