package intake

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"wangge/geo/vector"
)

// source is one file's rows before they are mapped.
type source struct {
	name    string
	header  []string
	spatial bool
	records []record
}

func fromTable(t *vector.Table) source {
	s := source{name: t.Name, header: t.Header}
	at := map[string]int{}
	for i, h := range t.Header {
		at[h] = i
	}
	for i, row := range t.Rows {
		s.records = append(s.records, record{file: t.Name, row: t.FirstRow + i, value: func(column string) string {
			if j := at[column]; j < len(row) {
				return row[j]
			}
			return ""
		}})
	}
	return s
}

func fromLayer(l vector.Layer) source {
	s := source{name: l.Name, header: l.Fields, spatial: true}
	for _, f := range l.Features {
		s.records = append(s.records, record{
			file: l.Name, row: f.Number, id: f.ID, shape: f.Geometry,
			value: func(column string) string { return propertyText(f.Properties[column]) },
		})
	}
	return s
}

// propertyText writes a property as text; whole numbers without a decimal point, so that codes given as numbers stay codes.
func propertyText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return strings.TrimSuffix(v.String(), ".0")
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return fmt.Sprint(v)
	}
}

// mapped gives the source's records with their columns found, and the mapping to be told.
func (s source) mapped(fields []field, given map[string]string) ([]record, Mapping, error) {
	m, err := mapFields(s.name, s.header, fields, given)
	if err != nil {
		return nil, m, err
	}
	out := make([]record, len(s.records))
	for i, r := range s.records {
		r.columns = m.Columns
		out[i] = r
	}
	return out, m, nil
}
