// Package plot lays out small charts: lines over a common axis, with dots and marks. It is pure
// geometry; the template "plot" of package page draws it, and a phone can read it.
package plot

import (
	"fmt"
	"strings"
)

// A Chart is what is to be drawn. Points beyond an axis are drawn at its end.
type Chart struct {
	Label string // says the chart to those who do not see it
	W, H  int    // of the drawing. Default: 360 × 170, which fills a phone
	X, Y  Axis
	Lines []Line
	Marks []Mark
}

// An Axis goes from 0 to Max, > 0.
type Axis struct {
	Max   float64
	Ticks []Tick
}

// A Tick is a value that an axis names.
type Tick struct {
	At   float64
	Text string
}

// A Line joins points from left to right.
type Line struct {
	Class  string  // one of "held", "runs", "loses", "refuses" or "dim"
	Steps  bool    // a value stays until the next one
	Until  float64 // of a line in steps: the last value stays until then; 0: to its point
	Points []Point
}

// A Point is drawn as a dot.
type Point struct {
	X, Y  float64
	Title string // what a reader is told who points at it
	Bad   bool
}

// A Mark is a sign at the foot of a time.
type Mark struct {
	X     float64
	Sign  string // a letter or two
	Title string
}

// What is left around the axes, in the drawing's own units. Below there is more where signs stand.
const left, right, top, foot, signs = 30, 10, 10, 20, 14

// A Drawing is a Chart with every coordinate.
type Drawing struct {
	Label string
	W, H  int
	Grid  []Grid
	Paths []Path
	Dots  []Dot
	Signs []Sign
}

// Grid is a line of the grid with its text.
type Grid struct {
	D, Text, Anchor string
	X, Y            float64
}

// A Path is a line.
type Path struct{ Class, D string }

// A Dot is a point of a line.
type Dot struct {
	Class, Title string
	X, Y         float64
	Bad          bool
}

// A Sign is a mark.
type Sign struct {
	Text, Title, D string
	X, Y           float64
}

// Draw lays the chart out.
func (c Chart) Draw() Drawing {
	if c.W == 0 {
		c.W, c.H = 360, 170
	}
	d := Drawing{Label: c.Label, W: c.W, H: c.H}
	for _, t := range c.Y.Ticks {
		y := c.y(t.At)
		d.Grid = append(d.Grid, Grid{fmt.Sprintf("M%d %.1fH%d", left, y, c.W-right), t.Text, "end", left - 5, y + 4})
	}
	for _, t := range c.X.Ticks {
		x, base := c.x(t.At), c.base()
		g := Grid{fmt.Sprintf("M%.1f %.0fV%.0f", x, base, base+4), t.Text, "middle", x, base + 16}
		if x > float64(c.W-2*right) { // or its text would stick out
			g.Anchor, g.X = "end", float64(c.W-1)
		}
		d.Grid = append(d.Grid, g)
	}
	for _, l := range c.Lines {
		d.Paths = append(d.Paths, Path{l.Class, c.path(l)})
		for _, p := range l.Points {
			d.Dots = append(d.Dots, Dot{l.Class, p.Title, c.x(p.X), c.y(p.Y), p.Bad})
		}
	}
	for _, m := range c.Marks {
		x := c.x(m.X)
		d.Signs = append(d.Signs, Sign{m.Sign, m.Title, fmt.Sprintf("M%.1f %dV%.0f", x, top, c.base()), x, float64(c.H - 4)})
	}
	return d
}

func (c Chart) path(l Line) string {
	var b strings.Builder
	for i, p := range l.Points {
		x, y := c.x(p.X), c.y(p.Y)
		switch {
		case i == 0:
			fmt.Fprintf(&b, "M%.1f %.1f", x, y)
		case l.Steps:
			fmt.Fprintf(&b, "H%.1fV%.1f", x, y)
		default:
			fmt.Fprintf(&b, "L%.1f %.1f", x, y)
		}
	}
	if n := len(l.Points); n > 0 && l.Steps && l.Until > l.Points[n-1].X {
		fmt.Fprintf(&b, "H%.1f", c.x(l.Until))
	}
	return b.String()
}

func (c Chart) x(v float64) float64 {
	return left + c.X.part(v)*float64(c.W-left-right)
}

func (c Chart) y(v float64) float64 {
	return c.base() - c.Y.part(v)*(c.base()-top)
}

// base is where the lower axis lies.
func (c Chart) base() float64 {
	if len(c.Marks) > 0 {
		return float64(c.H - foot - signs)
	}
	return float64(c.H - foot)
}

// part is how far along the axis a value lies, from 0 to 1.
func (a Axis) part(v float64) float64 {
	if a.Max <= 0 {
		return 0
	}
	return min(max(v/a.Max, 0), 1)
}

// Every names the values 0, step, 2·step and so on up to most.
func Every(step, most float64) (ticks []Tick) {
	for v := 0.0; step > 0 && v <= most+step/1000; v += step {
		ticks = append(ticks, Tick{v, fmt.Sprintf("%g", v)})
	}
	return ticks
}
