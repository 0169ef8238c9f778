package mock

import (
	"embed"
	"fmt"
	"io"
	"strings"

	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/page"
	"example.com/idempotency/harness/timeline"
)

//go:embed page
var files embed.FS

var (
	templates = page.Parse(timeline.Files, files)
	policy    = page.Policy(templates)
)

// A cardView is what card.html shows.
type cardView struct {
	Card
	Policy, Title, OnlyCode, Time string
	Good                          bool // hire
	Log                           []Line
	Wide, Narrow                  chart
	Table                         []partView
	Levels                        []string
	Scenes                        []timeline.SceneView
	Legend                        []timeline.LegendView
	Guide                         interview.Guide
}

type partView struct {
	Name, Shown, Held string
	Levels            []Tally
	Chips             []chip
}

type chip struct {
	ID, Name, Mark, First string
	Verdict               judge.Verdict
	Link                  bool // there is a scene to look at
}

// Page writes the card as one self-contained HTML page. The guide's questions and its rubric are for
// scoring what was said.
func (c Card) Page(w io.Writer, log []Line, title string, g interview.Guide) error {
	v := cardView{
		Card: c, Policy: policy, Title: title, OnlyCode: OnlyCode, Time: fmt.Sprintf("%s of %s", Clock(c.Took), Clock(c.Minutes)),
		Good: c.Advice == Hire || c.Advice == StrongHire, Wide: c.chart(wideChart), Narrow: c.chart(narrowChart),
		Legend: timeline.Legend(), Guide: g,
	}
	for level := 1; level <= c.Level; level++ {
		v.Levels = append(v.Levels, fmt.Sprintf("level %d", level))
	}
	for _, l := range log {
		l.What, l.More = timeline.Clean(l.What, longestNote+20), timeline.Clean(l.More, 200)
		v.Log = append(v.Log, l)
	}
	v.Compile = timeline.Clean(c.Compile, 400)
	scenes := map[string]bool{}
	for _, s := range c.Failures {
		x := s.View()
		scenes[x.ID] = true
		v.Scenes = append(v.Scenes, x)
	}
	for _, p := range c.Parts {
		v.Table = append(v.Table, c.partView(p, scenes))
	}
	if err := templates.ExecuteTemplate(w, "card.html", v); err != nil {
		return fmt.Errorf("write the card: %w", err)
	}
	return nil
}

func (c Card) partView(p Shown, scenes map[string]bool) partView {
	v := partView{Name: fmt.Sprintf("Part %d", p.N), Shown: "not reached"}
	if p.Seen {
		if v.Shown, v.Held = Clock(p.At), "never"; p.Held > 0 {
			v.Held = Clock(p.Held)
		}
	}
	for level := 1; level <= c.Level; level++ {
		v.Levels = append(v.Levels, c.Count(p.N, level))
	}
	for _, x := range c.Promises {
		if x.Part != p.N {
			continue
		}
		k := chip{ID: timeline.Clean(x.ID, 24), Name: timeline.Clean(x.Name, 60), Verdict: x.Verdict, Mark: "✗", Link: scenes[x.ID]}
		switch x.Verdict {
		case judge.Held:
			k.Mark = "✓"
		case "":
			k.Mark = "·"
		}
		if x.First > 0 {
			k.First = strings.TrimPrefix(Clock(x.First), "0")
		}
		v.Chips = append(v.Chips, k)
	}
	return v
}

// Bar is how much of a run's promises held, from 0 to 100.
func (l Line) Bar() int {
	if l.Held.Of == 0 {
		return 0
	}
	return 100 * l.Held.Held / l.Held.Of
}
