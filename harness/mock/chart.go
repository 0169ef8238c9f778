package mock

import (
	"fmt"
	"slices"
	"time"

	"example.com/idempotency/harness/judge"
)

// A chart shows what held when: a row for each promise that was asked, a bar while it held, and what
// happened above them. It is laid out here, in pixels, and drawn by a template.
type chart struct {
	W, H, Top, Left, Right int
	Title                  string
	Rows                   []chartRow
	Lines                  []chartLine // parts that were shown
	Runs                   []chartTick
	Times                  []chartTick
}

// A chartRow is a promise.
type chartRow struct {
	ID, Mark string
	Verdict  judge.Verdict
	Y        int // its middle
	Bars     []chartBar
	Hints    []chartTick
}

type chartBar struct{ X, W int }

type chartLine struct {
	X    int
	Text string
}

type chartTick struct {
	X    int
	Text string
	Last bool
}

// The measures of a chart.
const (
	wideChart   = 958
	narrowChart = 336
	rowHeight   = 15
	partGap     = 8
	chartTop    = 40
	chartLeft   = 44
	chartRight  = 24
)

// chart lays the card out at a width.
func (c Card) chart(width int) chart {
	ch := chart{W: width, Top: chartTop, Left: chartLeft, Right: width - chartRight, Title: "What held when"}
	y, part := chartTop+partGap, 1
	for _, p := range c.Promises {
		if p.Verdict == "" {
			continue
		}
		if p.Part != part {
			y, part = y+partGap, p.Part
		}
		ch.Rows = append(ch.Rows, c.row(p, y+rowHeight/2, width))
		y += rowHeight
	}
	ch.H = y + partGap
	c.above(&ch)
	return ch
}

// x is where a time is drawn.
func (c Card) x(at time.Duration, width int) int {
	return chartLeft + int(int64(width-chartLeft-chartRight)*int64(at)/int64(max(c.Took, 1)))
}

// row is a promise with its bars: from each run that it held in to the next that it did not.
func (c Card) row(p Scored, y, width int) chartRow {
	r := chartRow{ID: p.ID, Verdict: p.Verdict, Y: y, Mark: "✗"}
	if p.Verdict == judge.Held {
		r.Mark = "✓"
	}
	from := -1
	for _, m := range c.Track {
		x := c.x(m.At, width)
		held := slices.Contains(m.Held, p.ID)
		switch {
		case held && from < 0:
			from = x
		case !held && from >= 0:
			r.Bars = append(r.Bars, chartBar{from, max(x-from, 2)})
			from = -1
		}
	}
	if from >= 0 {
		r.Bars = append(r.Bars, chartBar{from, max(width-chartRight-from, 2)})
	}
	for _, h := range c.Hints {
		if h.Promise == p.ID {
			r.Hints = append(r.Hints, chartTick{X: c.x(h.At, width), Text: fmt.Sprintf("hint %d for %s at %s", h.N, h.Promise, Clock(h.At))})
		}
	}
	return r
}

// above adds the runs, the parts and the times. Words that would lie on each other are left out.
func (c Card) above(ch *chart) {
	for _, m := range c.Track {
		ch.Runs = append(ch.Runs, chartTick{X: c.x(m.At, ch.W), Text: fmt.Sprintf("%s: %d held", Clock(m.At), len(m.Held)), Last: m.Last})
	}
	const word = 46
	free := 0
	for _, p := range c.Parts {
		if !p.Seen || len(c.Parts) == 1 {
			continue
		}
		l := chartLine{X: c.x(p.At, ch.W)}
		if l.X >= free && l.X+word <= ch.W {
			l.Text, free = fmt.Sprintf("part %d", p.N), l.X+word
		}
		ch.Lines = append(ch.Lines, l)
	}
	step := time.Minute
	for _, s := range []time.Duration{2, 5, 10, 15, 30, 60, 120} {
		if c.x(step, ch.W)-chartLeft < word {
			step = s * time.Minute
		}
	}
	for at := time.Duration(0); at <= c.Took; at += step {
		ch.Times = append(ch.Times, chartTick{X: c.x(at, ch.W), Text: fmt.Sprintf("%d′", int(at/time.Minute))})
	}
}
