package timeline

import (
	"fmt"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
)

// line draws the string on which a pill hangs, from the request that ran the effect.
func (p *pencil) line(c *card, g Group, e Pill, x, to, lanes int) {
	lane := slices.IndexFunc(g.Boxes, func(b Box) bool { return b.N == e.By })
	if lane < 0 {
		return
	}
	b := g.Boxes[lane]
	top := lanes + lane*laneH + (laneH-boxH)/2
	end := p.x[b.To+1] - 2
	l := lineShape{X: x, Y: top + boxH, Culprit: e.Culprit}
	l.D = fmt.Sprintf("M%d %dV%d", x, l.Y, to)
	if x > end { // after the request has ended
		l.X, l.Y = end, top+boxH/2
		l.D = fmt.Sprintf("M%d %dH%dV%d", end, l.Y, x, to)
	}
	c.Lines = append(c.Lines, l)
}

// box draws a request, with its text inside where it fits, else beside it.
func (p *pencil) box(b Box, y int) boxShape {
	x, w := p.x[b.From]+1, p.x[b.To+1]-p.x[b.From]-3
	w = max(w, 6)
	s := boxShape{
		rect: rect{x, y, w, boxH}, ID: fmt.Sprintf("%s-a%d", p.d.ID, b.N), D: outline(b.Class, x, y, w, boxH), Class: string(b.Class),
		Culprit: b.Culprit, About: b.About, TextY: y + boxH/2 + 4, Anchor: "start", MarkX: x + w - 1, MarkY: y + 2,
	}
	if b.Ran && b.Class == Loses {
		s.Class += " runs"
	}
	if b.Tail > b.To {
		s.Tail = fmt.Sprintf("M%d %dH%d", x+w+2, y+boxH/2, p.x[b.Tail+1]-3)
	}
	p.place(&s, b)
	return s
}

// place finds the longest text, and the place for it.
func (p *pencil) place(s *boxShape, b Box) {
	short := b.Short + " → " + b.Answer
	texts := []string{b.Request + " → " + b.Answer, b.Method + " → " + b.Answer, short}
	if p.narrow {
		texts = texts[1:]
	}
	for _, t := range texts {
		if textW(t)+16 <= s.W {
			s.Text, s.TextX, s.Inner = t, s.X+8, true
			return
		}
	}
	right, left := p.width-pad-(s.X+s.W+8), s.X-8-pad
	if b.Tail > b.To {
		right = p.width - pad - p.x[b.Tail+1] - 4
	}
	for _, t := range append(texts, b.Short) {
		switch w := textW(t); {
		case w <= right:
			s.Text, s.TextX = t, p.width-pad-right
			return
		case w <= left:
			s.Text, s.TextX, s.Anchor = t, s.X-7, "end"
			return
		}
	}
	s.Text, s.TextX = clip(short, max(2, right/8)), s.X+s.W+8
}

// outline is the border of a request. The classes are told apart by it, also without colour: square
// corners for one that ran the effect, round ends for a replay, cut corners for a refusal, a torn
// edge where the answer was lost.
func outline(c Class, x, y, w, h int) string {
	switch c {
	case Replays:
		r := min(h/2, w/2)
		return fmt.Sprintf("M%d %dH%da%d %d 0 0 1 0 %dH%da%d %d 0 0 1 0 %dZ", x+r, y, x+w-r, r, h/2, h, x+r, r, h/2, -h)
	case Refuses:
		k := min(8, w/2)
		return fmt.Sprintf("M%d %dH%dL%d %dV%dL%d %dH%dL%d %dV%dZ", x+k, y, x+w-k, x+w, y+k, y+h-k, x+w-k, y+h, x+k, x, y+h-k, y+k)
	case Loses:
		const teeth = 4
		k := min(6, w/2)
		var b strings.Builder
		fmt.Fprintf(&b, "M%d %dH%d", x, y, x+w)
		for i := range teeth {
			fmt.Fprintf(&b, "L%d %dL%d %d", x+w-k, y+(2*i+1)*h/(2*teeth), x+w, y+(i+1)*h/teeth)
		}
		fmt.Fprintf(&b, "H%dZ", x)
		return b.String()
	}
	return fmt.Sprintf("M%d %dH%dV%dH%dZ", x, y, x+w, y+h, x)
}

// pills hangs the effects below the lanes, in as many rows as they need, and returns how many.
func (p *pencil) pills(c *card, g Group, y, lanes int) int {
	var ends []int
	for _, e := range g.Pills {
		text := e.ID
		if !p.narrow || text == "" {
			text = e.Name + " " + e.ID
		}
		if e.Again {
			text += " again"
		}
		if e.Outcome != history.Done && e.Outcome != history.Refused {
			text += " ?"
		}
		middle := (p.x[e.From] + p.x[e.From+1]) / 2
		s := pillShape{ID: fmt.Sprintf("%s-e%d", p.d.ID, e.N), Class: pillClass(e), Text: text, Culprit: e.Culprit, Strike: e.Outcome == history.Refused, About: e.About}
		s.W, s.H = textW(text)+20, pillH
		if e.Culprit {
			s.W += 16
		}
		s.X = max(pad-2, min(middle-s.W/2, p.width-pad-s.W))
		if e.To > e.From { // it takes its time
			s.W = max(s.W, (p.x[e.To]+p.x[e.To+1])/2-s.X)
		}
		row := slices.IndexFunc(ends, func(end int) bool { return end < s.X })
		if row < 0 {
			row = len(ends)
			ends = append(ends, 0)
		}
		ends[row] = s.X + s.W + 5
		s.Y = y + row*pillRow
		s.TextX, s.TextY = s.X+s.W/2, s.Y+pillH/2+4
		if e.Culprit {
			s.TextX += 8
		}
		c.Pills = append(c.Pills, s)
		p.line(c, g, e, middle, s.Y, lanes)
	}
	return len(ends)
}

func pillClass(e Pill) string {
	switch {
	case e.Again:
		return "again"
	case e.Outcome == history.Done:
		return "done"
	case e.Outcome == history.Refused:
		return "refused"
	}
	return "unknown"
}
