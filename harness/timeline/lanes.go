package timeline

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// mostInLanes is how many requests are drawn as text: people scroll.
const mostInLanes = 60

// PrintLanes draws h as text: time goes down, a column for each request that is in flight, and one
// on the right for effects. What does not fit into the width is left out, and counted.
func PrintLanes(w io.Writer, h *history.History, vs []judge.Violation, st Style) {
	l := Lay(h, vs, Limit{Requests: mostInLanes})
	p := newLanes(l, st)
	for _, line := range p.draw() {
		fmt.Fprintln(w, line)
	}
}

// lanes is a Layout on its way to text.
type lanes struct {
	Layout
	st    Style
	at    int // the width of the column of times
	each  int // of a request's
	cols  int // how many of them
	right int // where the effects begin
	boxes []*Box
	pills []*Pill
}

// The least width of a request's column, and the width of the effects' at the most.
const leastColumn, mostEffects = 11, 34

func newLanes(l Layout, st Style) *lanes {
	p := &lanes{Layout: l, st: st, at: 4}
	for _, s := range l.Slots {
		p.at = max(p.at, utf8.RuneCountInString(instant(s.At)))
	}
	p.at = min(p.at, st.width()/4)
	need := 0
	for i := range p.Groups {
		for j := range p.Groups[i].Boxes {
			p.boxes = append(p.boxes, &p.Groups[i].Boxes[j])
			p.cols = max(p.cols, p.Groups[i].Boxes[j].Column+1)
		}
		for j := range p.Groups[i].Pills {
			p.pills = append(p.pills, &p.Groups[i].Pills[j])
			need = max(need, effectW(p.Groups[i].Pills[j]))
		}
	}
	room := st.width() - indent - p.at - 2
	effects := min(need, mostEffects, room/2)
	p.cols = max(1, min(p.cols, (room-effects)/leastColumn))
	p.each = min((room-effects)/p.cols, 44)
	p.right = indent + p.at + 2 + p.cols*p.each
	p.boxes = slices.DeleteFunc(p.boxes, func(b *Box) bool { return b.Column >= p.cols })
	return p
}

// effectW is how many columns an effect needs.
func effectW(l Pill) int {
	n := utf8.RuneCountInString(pillText(l)) + 3
	if l.From != l.To {
		n = max(n, utf8.RuneCountInString("○ "+l.Name+" "+l.ID+" starts"))
	}
	return n
}

// draw makes the lines.
func (p *lanes) draw() []string {
	var out []string
	shown := time.Duration(-1)
	for i, s := range p.Slots {
		switch {
		case s.Gap > 0:
			out = append(out, p.across("≈ "+passed(s.Gap)+" later"))
			continue
		case s.Note != "":
			out = append(out, p.across("· "+s.Note))
		}
		lines := p.moment(i)
		for _, c := range lines {
			if s.At != shown {
				c.put(indent, clip(instant(s.At), p.at), plain)
				shown = s.At
			}
			out = append(out, p.st.line(c))
		}
	}
	return append(out, p.left()...)
}

// moment draws what happens in one slot: a request is sent, an effect starts or ends, an answer comes.
func (p *lanes) moment(i int) []canvas {
	var out []canvas
	for _, b := range p.boxes {
		if b.From == i {
			c := p.running(i, b)
			p.put(&c, i, b, "┌ ", b.Request, plain)
			out = append(out, c)
		}
	}
	for _, l := range p.pills {
		if b := p.box(l.By); (l.By == 0 || b != nil) && (l.From == i || l.To == i) {
			out = append(out, p.effect(i, b, *l))
		}
	}
	for _, b := range p.boxes {
		if b.To == i {
			out = append(out, p.end(i, b))
		}
	}
	for _, t := range p.Turns {
		if b := p.box(t.N); b != nil && t.Slot == i {
			out = append(out, p.turn(i, b, t)...)
		}
	}
	return out
}

// turn draws which lines a request runs when it has its turn.
func (p *lanes) turn(i int, b *Box, t Turn) []canvas {
	var out []canvas
	width := p.until(i, b) - p.col(b) - 2
	lines := t.Lines
	if file, _, ok := strings.Cut(lines, ":"); ok && utf8.RuneCountInString(lines) > width { // the numbers tell more
		lines = strings.ReplaceAll(lines, file+":", ":")
	}
	for _, text := range wrapped(lines, width) {
		c := p.running(i, b)
		c.put(p.col(b), "│ ", plain)
		c.put(p.col(b)+2, clip(text, width), dim)
		out = append(out, c)
	}
	return out
}

// running is a line with the lanes of the requests that are in flight, but for one.
func (p *lanes) running(i int, but *Box) canvas {
	var c canvas
	for _, b := range p.boxes {
		if b != but && b.From < i && i < b.To {
			c.put(p.col(b), "│", dim)
		} else if b != but && b.To < i && i < b.Tail {
			c.put(p.col(b), "┊", dim)
		}
	}
	return c
}

func (p *lanes) col(b *Box) int { return indent + p.at + 2 + b.Column*p.each }

// put writes text into the lane of b, and on to the right as far as nothing else is there.
func (p *lanes) put(c *canvas, i int, b *Box, mark, text string, f ink) {
	c.put(p.col(b), mark, f)
	c.put(p.col(b)+2, clip(text, p.until(i, b)-p.col(b)-2), f)
}

// until is how far to the right of the lane of b nothing else is.
func (p *lanes) until(i int, b *Box) int {
	end := p.right - 1
	for _, o := range p.boxes {
		if o != b && p.col(o) > p.col(b) && o.From <= i && i <= o.Tail {
			end = min(end, p.col(o)-1)
		}
	}
	return end
}

// effect draws the start of an effect, with a line from its request, or its end.
func (p *lanes) effect(i int, b *Box, l Pill) canvas {
	c := p.running(i, nil)
	f := plain
	if l.Culprit {
		f = bad
	}
	if b != nil && l.From == i {
		from := p.col(b)
		for x := from + 1; x < p.right; x++ {
			r := "─"
			if x < len(c.cells) && c.cells[x] != ' ' {
				r = "┼"
			}
			c.put(x, r, dim)
		}
		c.put(from, "├", plain)
	}
	text := pillText(l)
	switch {
	case l.From != l.To && l.From == i:
		text = "○ " + l.Name + " " + l.ID + " starts"
	case l.Culprit:
		text += "  ✗"
	}
	c.put(p.right, clip(text, p.st.width()-p.right), f)
	return c
}

// pillText is an effect that has ended.
func pillText(l Pill) string {
	name := l.Name + " " + l.ID
	switch {
	case l.Again:
		return "◌ " + name + " again"
	case l.Outcome == history.Refused:
		return "⊘ " + name + " refused"
	case l.Outcome != history.Done:
		return "◐ " + name + " unknown"
	}
	return "● " + name
}

// end draws how a request ended.
func (p *lanes) end(i int, b *Box) canvas {
	f, text := good, b.Answer
	mark := map[Class]string{Runs: "└ ", Replays: "╰ ", Refuses: "└ ", Loses: "╳ "}[b.Class]
	if b.Class == Refuses || b.Class == Loses {
		f = plain
	}
	if b.Class == Replays {
		text += " ↺"
	}
	if b.Culprit {
		f, text = bad, text+" ✗"
	}
	c := p.running(i, b)
	p.put(&c, i, b, mark, text, f)
	return c
}

func (p *lanes) box(n int) *Box {
	i := slices.IndexFunc(p.boxes, func(b *Box) bool { return b.N == n })
	if i < 0 {
		return nil
	}
	return p.boxes[i]
}
