package timeline

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// A drawing is a Layout with coordinates, in pixels, as a template writes it.
type drawing struct {
	ID       string // a prefix that makes ids unique in a page
	W, H     int
	Title    string
	Captions []caption
	Strips   []rect
	Cards    []card
}

type rect struct{ X, Y, W, H int }

// A caption stands above the diagram, with a line down through it.
type caption struct {
	X, Y, To int
	TextX    int
	Text     string
	Strip    bool
}

type card struct {
	rect
	Label, Count string
	CountX       int
	Culprit      bool
	Bands        []bandShape
	Lines        []lineShape
	Boxes        []boxShape
	Pills        []pillShape
}

type bandShape struct {
	rect
	Open  bool
	About string
}

type lineShape struct {
	D       string
	X, Y    int // where it begins
	Culprit bool
}

type boxShape struct {
	rect
	ID, D, Class   string
	Tail           string
	Text           string
	TextX, TextY   int
	Anchor         string
	MarkX, MarkY   int
	Culprit, Inner bool // Inner: the text is in the box
	About          string
}

type pillShape struct {
	rect
	ID, Class, Text string
	TextX, TextY    int
	Culprit, Strike bool
	About           string
}

// The measures of a diagram.
const (
	charW    = 7.3 // of the monospaced font, at 12 px
	countW   = 9   // of the larger font of a count, at 14 px
	pad      = 10
	captionH = 16
	headH    = 26
	laneH    = 30
	boxH     = 24
	pillGap  = 16 // from the lanes to the pills, so that they hang
	pillH    = 22
	pillRow  = 28
	cardGap  = 10
	stripW   = 26
	slotW    = 20
	widest   = 112 // of a slot, when there is room
)

// draw lays l out on a width of so many pixels; narrow: with short texts.
func draw(l Layout, id, title string, width int, narrow bool) drawing {
	p := &pencil{Layout: l, d: drawing{ID: id, Title: title, W: width}, width: width, narrow: narrow}
	p.measure()
	y := p.captions()
	for i, g := range l.Groups {
		if i > 0 {
			y += cardGap
		}
		y = p.card(i, g, y)
	}
	p.d.H = y + 1
	for i := range p.d.Captions {
		p.d.Captions[i].To = y
	}
	for i, s := range l.Slots {
		if s.Gap > 0 {
			p.d.Strips = append(p.d.Strips, rect{p.x[i], p.top, p.x[i+1] - p.x[i], y - p.top})
		}
	}
	return p.d
}

// A pencil makes a drawing.
type pencil struct {
	Layout
	d      drawing
	width  int
	narrow bool
	x      []int // where each slot begins, and the end of the last
	top    int   // of the cards
}

// captions writes what the scenario does, and the time that passes, above the diagram, in as many
// rows as they need; it returns where the cards begin.
func (p *pencil) captions() int {
	var ends []int // of each row
	for i, s := range p.Slots {
		c := caption{Text: s.Note, X: (p.x[i] + p.x[i+1]) / 2}
		if s.Gap > 0 {
			c.Text, c.Strip = passed(s.Gap)+" later", true
		}
		if c.Text == "" {
			continue
		}
		c.Text = clip(c.Text, int(float64(p.width-2*pad)/charW))
		w := textW(c.Text)
		c.TextX = max(pad, min(c.X-w/2, p.width-pad-w))
		row := slices.IndexFunc(ends, func(end int) bool { return end < c.TextX })
		if row < 0 {
			row = len(ends)
			ends = append(ends, 0)
		}
		ends[row] = c.TextX + w + 8
		c.Y = row
		p.d.Captions = append(p.d.Captions, c)
	}
	p.top = len(ends)*captionH + 2
	for i := range p.d.Captions { // the first row is the lowest
		p.d.Captions[i].Y = p.top - 6 - p.d.Captions[i].Y*captionH
	}
	return p.top
}

// card draws one group from y on and returns where it ends.
func (p *pencil) card(i int, g Group, y int) int {
	c := card{rect: rect{1, y, p.width - 2, 0}, Label: g.Label, Count: g.Count, Culprit: g.Culprit, CountX: p.width - pad}
	if g.Hidden > 0 {
		c.Label += fmt.Sprintf("  + %d more", g.Hidden)
	}
	c.Count = clip(c.Count, p.width*2/3/countW)
	c.Label = clip(c.Label, int(float64(p.width-3*pad-countW*(utf8.RuneCountInString(c.Count)+2))/charW))
	lanes := y + headH
	bottom := lanes + len(g.Boxes)*laneH
	for j, b := range g.Boxes {
		c.Boxes = append(c.Boxes, p.box(b, lanes+j*laneH+(laneH-boxH)/2))
	}
	rows := p.pills(&c, g, bottom+pillGap-4, lanes)
	if rows > 0 {
		bottom += pillGap + rows*pillRow
	}
	for _, b := range g.Bands {
		s := bandShape{rect{p.x[b.From], lanes - 2, p.x[b.To] - p.x[b.From], bottom - lanes}, b.Open, b.About}
		if b.Open {
			s.W = p.width - 3 - s.X
		}
		c.Bands = append(c.Bands, s)
	}
	c.H = bottom + 4 - y
	p.d.Cards = append(p.d.Cards, c)
	return y + c.H
}
