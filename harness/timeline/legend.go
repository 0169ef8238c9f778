package timeline

import "fmt"

// Coordinates that the templates derive.

// Right is the right edge of a rectangle.
func (r rect) Right() int { return r.X + r.W }

// Bottom is its lower edge.
func (r rect) Bottom() int { return r.Y + r.H }

// Middle is half its height.
func (r rect) Middle() int { return r.Y + r.H/2 }

// HeadY is the base line of a card's head.
func (c card) HeadY() int { return c.Y + 18 }

// LineY is where the line of a caption begins.
func (c caption) LineY() int { return c.Y + 4 }

// Cross is the mark of a box that breaks a rule.
func (b boxShape) Cross() string { return cross(b.MarkX, b.MarkY) }

// Cross is the mark of a pill that breaks a rule.
func (p pillShape) Cross() string { return cross(p.X+14, p.Middle()) }

// StrikeX is where the stroke through a refused effect begins.
func (p pillShape) StrikeX() int { return p.X + 5 }

// StrikeTo is where it ends.
func (p pillShape) StrikeTo() int { return p.Right() - 5 }

func cross(x, y int) string {
	const r = 3
	return fmt.Sprintf("M%d %dL%d %dM%d %dL%d %d", x-r, y-r, x+r, y+r, x-r, y+r, x+r, y-r)
}

// A LegendView explains one shape.
type LegendView struct {
	W    int
	Box  *boxShape
	Pill *pillShape
	Band bool
	Text string
}

// Legend is what the template "legend" shows.
func Legend() []LegendView {
	box := func(c Class, culprit bool, text string) LegendView {
		return LegendView{W: 48, Text: text, Box: &boxShape{D: outline(c, 2, 4, 36, 18), Class: string(c), Culprit: culprit, MarkX: 37, MarkY: 8}}
	}
	pill := func(class, name, text string) LegendView {
		w := textW(name) + 16
		return LegendView{W: w + 4, Text: text, Pill: &pillShape{rect: rect{2, 2, w, pillH}, Class: class, Text: name, TextX: 2 + w/2, TextY: 17, Strike: class == "refused"}}
	}
	return []LegendView{
		box(Runs, false, "ran the effect"),
		box(Replays, false, "replayed: no effect of its own"),
		box(Refuses, false, "refused"),
		box(Loses, false, "answer lost"),
		box(Runs, true, "breaks the promise"),
		pill("done", "ch_1", "effect done"),
		pill("unknown", "ch_1 ?", "may have happened"),
		pill("refused", "ch_1", "effect refused"),
		{W: 40, Band: true, Text: "key remembered"},
	}
}
