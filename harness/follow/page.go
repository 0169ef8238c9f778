package follow

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"time"

	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/judge"
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

// A Page is a mock interview as it is at a time.
type Page struct {
	Session mock.Session
	Now     time.Time
	Steps   []interview.Step // of the challenge's plan
	Trouble string           // why there is no session to show; empty: there is
}

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	v := view{Policy: policy, Trouble: timeline.Clean(p.Trouble, 500), Every: 5}
	if p.Trouble == "" {
		v.fill(p.Session, p.Now)
		v.Step = stepAt(p.Steps, p.Session, p.Now)
	}
	if err := templates.ExecuteTemplate(w, "follow.html", v); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// A view is what follow.html shows.
type view struct {
	Policy, Trouble   string
	Every             int // seconds until it is loaded anew
	Name, State, Left string
	Begun, Seed, Held string
	Elapsed, Minutes  float64
	Step              *interview.Step
	Parts             []part
	Warnings          []string
	Plot              plot.Drawing
	Log               []mock.Line
}

// A part is the promises that are shown together, with what the last run said about them.
type part struct {
	Title    string
	Promises []chip
}

type chip struct{ ID, Name, Class, Mark string }

func (v *view) fill(s mock.Session, now time.Time) {
	card := mock.Score(s)
	v.Name, v.Seed = timeline.Clean(s.Challenge, 40), fmt.Sprint(s.Seed)
	v.Elapsed, v.Minutes = s.Elapsed(now).Minutes(), s.Minutes.Minutes()
	v.Begun = s.Began().Local().Format("15:04")
	v.Left, v.State = mock.Clock(max(0, s.Left(now))), state(s, now)
	v.Warnings = card.Marks
	last := s.Last()
	tally := mock.Tally{}
	for _, p := range card.Parts {
		x := part{Title: fmt.Sprintf("Part %d", p.N)}
		switch {
		case len(card.Parts) == 1:
			x.Title = "Promises"
		case !p.Seen:
			x.Title += ", not shown yet"
		}
		for _, q := range s.Promises {
			if q.Part == p.N {
				c := chipOf(q, last)
				tally.Of++
				if c.Class == string(judge.Held) {
					tally.Held++
				}
				x.Promises = append(x.Promises, c)
			}
		}
		v.Parts = append(v.Parts, x)
	}
	v.Held = tally.String()
	v.Plot = track(card, v.Elapsed, tally.Of).Draw()
	v.Log = mock.Log(s)
	for i := range v.Log {
		v.Log[i].What, v.Log[i].More = timeline.Clean(v.Log[i].What, 1200), timeline.Clean(v.Log[i].More, 300)
	}
	slices.Reverse(v.Log)
}

func state(s mock.Session, now time.Time) string {
	switch {
	case s.Finished():
		return "over, and judged: the card is there"
	case s.Ended():
		return "over; the last run is being judged"
	case s.Paused():
		return "paused"
	case s.Left(now) <= 0:
		return "the bell has rung"
	}
	return "left"
}

func chipOf(p mock.Promise, last *mock.Run) chip {
	c := chip{ID: timeline.Clean(p.ID, 12), Name: timeline.Clean(p.Name, 60), Class: "open", Mark: "·"}
	if last == nil {
		return c
	}
	switch v := last.Promises[p.ID]; v {
	case judge.Held:
		c.Class, c.Mark = string(v), "✓"
	case judge.Broken:
		c.Class, c.Mark = string(v), "✗"
	case judge.Inconclusive:
		c.Class, c.Mark = string(v), "?"
	}
	return c
}

// stepAt is where the plan is now; nil when the interview has another length, or is over.
func stepAt(steps []interview.Step, s mock.Session, now time.Time) *interview.Step {
	if len(steps) == 0 || time.Duration(steps[len(steps)-1].To)*time.Minute != s.Minutes || s.Ended() {
		return nil
	}
	minute := int(s.Elapsed(now) / time.Minute)
	for _, x := range steps {
		if x.From <= minute && minute < x.To {
			return &x
		}
	}
	return nil
}

// track is the time line: how many promises each run held, and what else happened when.
func track(c mock.Card, until float64, promises int) plot.Chart {
	step := 5.0
	if c.Minutes > 40*time.Minute {
		step = 10
	}
	ch := plot.Chart{
		Label: fmt.Sprintf("Promises held over the time, of %d", promises),
		X:     plot.Axis{Max: c.Minutes.Minutes(), Ticks: plot.Every(step, c.Minutes.Minutes())},
		Y:     plot.Axis{Max: float64(promises), Ticks: []plot.Tick{{At: 0, Text: "0"}, {At: float64(promises), Text: fmt.Sprint(promises)}}},
	}
	line := plot.Line{Class: "held", Steps: true, Until: until}
	for _, m := range c.Track {
		line.Points = append(line.Points, plot.Point{X: m.At.Minutes(), Y: float64(len(m.Held)), Title: fmt.Sprintf("%s: %d held", mock.Clock(m.At), len(m.Held))})
	}
	ch.Lines = []plot.Line{line}
	for _, h := range c.Hints {
		ch.Marks = append(ch.Marks, plot.Mark{X: h.At.Minutes(), Sign: "H", Title: fmt.Sprintf("%s: hint %d for %s", mock.Clock(h.At), h.N, h.Promise)})
	}
	for _, n := range c.Notes {
		ch.Marks = append(ch.Marks, plot.Mark{X: n.At.Minutes(), Sign: "N", Title: mock.Clock(n.At) + ": " + timeline.Clean(n.Text, 200)})
	}
	for _, p := range c.Parts {
		if p.Seen && p.N > 1 {
			ch.Marks = append(ch.Marks, plot.Mark{X: p.At.Minutes(), Sign: fmt.Sprint(p.N), Title: fmt.Sprintf("%s: part %d", mock.Clock(p.At), p.N)})
		}
	}
	return ch
}
