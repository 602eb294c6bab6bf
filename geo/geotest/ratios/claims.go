package main

import (
	"fmt"
	"strings"
)

// claim is one figure held against another of the same run, or, without a peer, against a limit of its own.
type claim struct {
	what  string
	ours  string // benchmark and metric
	named string // the peer, for people
	peer  string
	most  float64 // of the peer's figure; without a peer, in the metric's own unit
}

const (
	cpu  = " cpu-ns/op"
	wall = " ns/op"
	each = " cpu-ns/point"

	county   = "cells=1410"
	province = "cells=136000"
	million  = "cells=1000000"
)

// claims are all that the project makes, in the order of its rooms.
var claims = []claim{ //nolint:gochecknoglobals // a table
	{"check, 1,410 grids", "Check/" + county + cpu, "PostGIS", "PostGIS/" + county + cpu, 1.0 / 40},
	{"check, 136,000 grids", "Check/" + province + cpu, "mapshaper -clean", "Mapshaper/" + province + cpu, 1.0 / 20},
	{"check, 1,000,000 grids", "Check/" + million + cpu, "check, 136,000", "Check/" + province + cpu, 9},
	{"peak memory of that, input included", "Check/" + million + " peak-MB", "", "", 3000},
	{"re-check of a moved vertex among 136,000 (p95)", "Recheck/" + province + " p95-cpu-ns", "check, 136,000", "Check/" + province + cpu, 1.0 / 40000},
	{"repair of 136,000 grids, 1 % damaged", "Repair/" + province + cpu, "check, 136,000", "Check/" + province + cpu, 5},
	{"topology of 136,000 grids", "Topology/build/" + province + cpu, "check, the same", "Topology/check/" + province + cpu, 3},
	{"wangge check of a GeoJSON of 136,000 grids", "CheckFile/wangge/" + province + cpu, "encoding/json decodes it", "CheckFile/encoding-json/" + province + cpu, 1},
	{"owner of a point, 1,410 grids", "Owner/" + county + each, "S2 ShapeIndex", "S2/" + county + each, 1.0 / 20},
	{"owner of a point, 136,000 grids", "Owner/" + province + each, "S2 ShapeIndex", "S2/" + province + each, 1.0 / 38},
	{"owner of a point, 1,000,000 grids", "Owner/" + million + each, "tidwall/geojson, rtree", "Tidwall/" + million + each, 1.0 / 25},
	{"owners of many points, 1,410 grids", "Owners/" + county + each, "S2 ShapeIndex", "S2/" + county + each, 1.0 / 30},
	{"owners of many points, 136,000 grids", "Owners/" + province + each, "S2 ShapeIndex", "S2/" + province + each, 1.0 / 90},
	{"bytes of that index for a grid", "Owner/" + province + " index-B/cell", "", "", 2000},
	{"owner, 1,410 grids, 256 squares each", "OwnerFine/" + county + each, "S2 ShapeIndex", "S2/" + county + each, 1.0 / 40},
	{"owner, 136,000 grids, 256 squares each", "OwnerFine/" + province + each, "S2 ShapeIndex", "S2/" + province + each, 1.0 / 70},
	{"bytes of that index for a grid", "OwnerFine/" + province + " index-B/cell", "", "", 3500},
	{"index of 136,000 grids built", "LocateBuild/" + province + cpu, "S2 ShapeIndex", "S2/" + province + " build-cpu-ns", 1.0 / 4},
	{"peak memory of that, shapes included", "LocateBuild/" + province + " peak-MB", "", "", 1000},
	{"index with one of 136,000 grids changed (p95)", "LocateWith/" + province + " p95-cpu-ns", "built", "LocateBuild/" + province + cpu, 1.0 / 2000},
	{"index of 1,000,000 grids, peak memory, shapes included", "LocateBuild/" + million + " peak-MB", "", "", 2500},
	{"distance to the border of a grid of 88 points, and the neighbour", "Border cpu-ns/point", "", "", 1000},
	{"read a code of 15 digits, cn15", "ParseCode/gridcode/cn15" + wall, "strconv.ParseUint", "ParseCode/strconv/cn15" + wall, 2},
	{"write a code of 15 digits, cn15", "AppendCode/gridcode/cn15" + wall, "strconv.AppendUint", "AppendCode/strconv/cn15" + wall, 2},
	{"read a code of 16 digits, city16", "ParseCode/gridcode/city16" + wall, "strconv.ParseUint", "ParseCode/strconv/city16" + wall, 2},
	{"write a code of 16 digits, city16", "AppendCode/gridcode/city16" + wall, "strconv.AppendUint", "AppendCode/strconv/city16" + wall, 2},
	{"read a code of 20 digits, cjt349", "ParseCode/gridcode/cjt349" + wall, "strconv.ParseUint", "ParseCode/strconv/cjt349" + wall, 2},
	{"write a code of 20 digits, cjt349", "AppendCode/gridcode/cjt349" + wall, "strconv.AppendUint", "AppendCode/strconv/cjt349" + wall, 2},
	{"resolve over HTTP, one core, 16 connections", "ResolveHTTP/constant resolve-cpu-ns", "a constant answer behind the same middleware", "ResolveHTTP/constant peer-cpu-ns", 1 / 0.9},
	{"the same, time on the clock", "ResolveHTTP/postgis resolve-ns", "Echo, pgx and PostGIS", "ResolveHTTP/postgis peer-ns", 1.0 / 4},
	{"one of 1,000 positions in an array, the same server", "ResolveMany/array" + cpu, "a single request", "ResolveHTTP/constant resolve-cpu-ns", 1.0 / 25},
	{"a row of CSV in, CSV out, the same server", "ResolveMany/csv" + cpu, "a bare copy by encoding/csv", "ResolveMany/csv-copy" + cpu, 5},
	{"a million codes allocated and committed to the ledger", "Ledger/ledger ns/code", "a bare COPY of the rows", "Ledger/copy ns/code", 4},
	{"J of 25 communities regrouped", "Regroup/communities J", "ReCom in short bursts, the same time", "ReCom/communities J", 0.96},
	{"J of a town of 300 grids regrouped", "Regroup/town J", "ReCom in short bursts, the same time", "ReCom/town J", 0.74},
}

// limit is what our figure may be.
func (c claim) limit(peer float64) float64 {
	if c.peer == "" {
		return c.most
	}
	return c.most * peer
}

func (c claim) theirs(peer float64) string {
	if c.peer == "" {
		return ""
	}
	return c.figure(peer)
}

// figure writes a figure in the unit that suits its size.
func (c claim) figure(v float64) string {
	if strings.HasSuffix(c.ours, "MB") {
		return fmt.Sprintf("%.0f MB", v)
	}
	switch {
	case strings.HasSuffix(c.ours, " J"):
		return fmt.Sprintf("%.3f", v)
	case strings.HasSuffix(c.ours, "B/cell"):
		return fmt.Sprintf("%.0f B", v)
	case v < 1e3:
		return fmt.Sprintf("%.1f ns", v)
	case v < 1e6:
		return fmt.Sprintf("%.1f µs", v/1e3)
	case v < 1e9:
		return fmt.Sprintf("%.1f ms", v/1e6)
	default:
		return fmt.Sprintf("%.2f s", v/1e9)
	}
}

func (c claim) ratio(ours, peer float64) string {
	if c.peer == "" {
		return ""
	}
	return times(ours / peer)
}

func (c claim) goal() string {
	if c.peer == "" {
		return "≤ " + c.figure(c.most)
	}
	return "≤ " + times(c.most)
}

// times writes a ratio as people say it: 1/40, 0.7, 3.
func times(r float64) string {
	if r < 0.2 {
		return fmt.Sprintf("1/%.0f", 1/r)
	}
	return fmt.Sprintf("%.3g", r)
}
