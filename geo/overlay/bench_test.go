package overlay_test

import (
	"testing"

	"wangge/fixtures"
	"wangge/geo/geotest"
	"wangge/geo/overlay"
)

func BenchmarkOverlay(b *testing.B) {
	in := demo(b, fixtures.DefaultGrids)
	edges, cells := 0, 0
	for _, l := range in.Layers {
		cells += len(l.Cells)
		for _, c := range l.Cells {
			edges += c.Shape.Points()
		}
	}
	segs := 0
	for _, l := range in.Lines {
		segs += len(l)
	}
	b.Log(len(in.Parents), "parents", cells, "cells", edges, "edges", segs, "line points")
	n, holes, rings := 0, 0, 0
	geotest.CPU(b, func() {
		n, holes, rings = 0, 0, 0
		if err := overlay.Overlay(b.Context(), in, func(p overlay.Part) error {
			n += len(p.Faces)
			for _, f := range p.Faces {
				holes += len(f.Shape) - 1
				for _, r := range f.Shape {
					rings += len(r)
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	})
	b.Log(n, "faces", holes, "holes", rings, "points")
}
