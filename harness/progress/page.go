package progress

import (
	"embed"
	"fmt"
	"io"

	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/page"
	"example.com/idempotency/harness/plot"
	"example.com/idempotency/harness/timeline"
)

//go:embed page
var files embed.FS

var (
	templates = page.Parse(files)
	policy    = page.Policy(templates)
)

// Write writes the summary as one self-contained page.
func (s Summary) Write(w io.Writer) error {
	v := view{Policy: policy, Next: s.Next.Lines(), Groups: []group{{"By level", s.cells(s.Levels)}, {"By kind of promise", s.cells(s.Kinds)}}}
	for i := len(s.Mocks) - 1; i >= 0; i-- {
		m := s.Mocks[i]
		v.Rows = append(v.Rows, row{
			day(m.Began), timeline.Clean(m.Challenge, 40), mock.Clock(m.Took) + " of " + mock.Clock(m.Minutes),
			[3]string{asked(m.Levels[0]), asked(m.Levels[1]), asked(m.Levels[2])},
			m.Hints, timeline.Clean(m.Advice, 60),
		})
	}
	if err := templates.ExecuteTemplate(w, "progress.html", v); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// A view is what progress.html shows.
type view struct {
	Policy string
	Next   []string
	Groups []group
	Rows   []row
}

type group struct {
	Title string
	Cells []cell
}

type cell struct {
	Name, Lately string
	Plot         plot.Drawing
}

type row struct {
	Began, Challenge, Took string
	Levels                 [3]string
	Hints                  int
	Advice                 string
}

// cells draws each trend by itself: what share of the promises was held, interview by interview.
func (s Summary) cells(trends []Trend) (out []cell) {
	for _, t := range trends {
		if len(t.Points) == 0 {
			continue
		}
		c := plot.Chart{
			W: 280, H: 130,
			Label: fmt.Sprintf("%s: share of the promises held in each of %d interviews", t.Name, len(t.Points)),
			X:     plot.Axis{Max: float64(max(len(s.Mocks)-1, 1)), Ticks: s.days()},
			Y:     plot.Axis{Max: 1, Ticks: []plot.Tick{{At: 0, Text: "0"}, {At: .5, Text: "½"}, {At: 1, Text: "all"}}},
		}
		line := plot.Line{Class: "held"}
		for _, p := range t.Points {
			m := s.Mocks[p.Mock]
			line.Points = append(line.Points, plot.Point{
				X: float64(p.Mock), Y: share(p.Tally), Bad: share(p.Tally) < .5,
				Title: fmt.Sprintf("%s, %s: %s", timeline.Clean(m.Challenge, 40), day(m.Began), p.Tally),
			})
		}
		c.Lines = []plot.Line{line}
		out = append(out, cell{t.Name, asked(t.Lately), c.Draw()})
	}
	return out
}

// days names the first and the last interview.
func (s Summary) days() []plot.Tick {
	last := len(s.Mocks) - 1
	ticks := []plot.Tick{{At: 0, Text: s.Mocks[0].Began.Local().Format("2 Jan")}}
	if last > 0 {
		ticks = append(ticks, plot.Tick{At: float64(last), Text: s.Mocks[last].Began.Local().Format("2 Jan")})
	}
	return ticks
}
