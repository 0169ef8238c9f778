package timeline

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/page"
)

// Files holds the templates of the page, for other pages that show scenes: "scene" wants what
// Scene.View returns, "legend" what Legend returns, and their style is "diagram.css" and "page.css".
//
//go:embed page
var Files embed.FS

// templates escape by context, without exception: a body may hold anything.
var (
	templates = page.Parse(Files)
	policy    = page.Policy(templates)
)

// A Page is the report on one challenge as one self-contained HTML page: it loads nothing, runs
// nothing, and shows what a handler answered as text.
type Page struct {
	Name, Title string // of the challenge
	How         string // under which conditions it was judged
	Note        string
	Compile     string   // the compiler's messages, when the code does not compile
	Died        []string // why the process ended, where no scenario is to blame
	Scenes      []Scene
}

// A Scene is a scenario with its verdict, and a history: the one that broke it, or one that held.
type Scene struct {
	ID         string            `json:"id"`
	Story      string            `json:"story"`
	Level      int               `json:"level"`
	Part       int               `json:"part"`
	Case       string            `json:"case,omitempty"`
	Verdict    judge.Verdict     `json:"verdict"`
	Why        string            `json:"why,omitempty"`
	Violations []judge.Violation `json:"violations,omitempty"`
	History    *history.History  `json:"history,omitempty"` // nil: there is nothing to draw
	Again      string            `json:"again,omitempty"`   // the command that repeats it
}

// Write writes the page.
func (p Page) Write(w io.Writer) error {
	p.Name, p.Title, p.How, p.Note = Clean(p.Name, 60), Clean(p.Title, 100), Clean(p.How, 200), Clean(p.Note, 600)
	p.Died = slices.Clone(p.Died)
	for i, d := range p.Died {
		p.Died[i] = Clean(d, 600)
	}
	v := pageView{Page: p, Policy: policy, Verdict: judge.Held, Legend: Legend()}
	held, not := 0, 0
	for _, s := range p.Scenes {
		sv := s.View()
		switch s.Verdict {
		case judge.Held:
			held++
			v.Holds = append(v.Holds, sv)
		case judge.NotJudged:
			not++
			v.NotJudged = append(v.NotJudged, sv)
		default:
			v.Failures = append(v.Failures, sv)
		}
		v.count(s)
	}
	v.Score = fmt.Sprintf("%d of %s held", held, count(len(p.Scenes)-not, "promise", "promises"))
	if not > 0 {
		v.Score += fmt.Sprintf(", %d not judged", not)
	}
	v.FailuresTitle = "Not held"
	if held < len(p.Scenes)-not || held == 0 {
		v.Verdict = judge.Broken
	}
	if p.Compile != "" {
		v.Score, v.Compile = "does not compile", lineByLine(p.Compile)
	}
	if len(v.Parts) == 1 {
		v.Parts[0].Part = 0
	}
	if err := templates.ExecuteTemplate(w, "page.html", v); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// lineByLine cleans a text but for its lines.
func lineByLine(s string) string {
	const most = 400
	lines := strings.Split(s, "\n")
	if len(lines) > 100 {
		lines = append(lines[:100], "…")
	}
	for i, l := range lines {
		lines[i] = Clean(strings.ReplaceAll(l, "\t", "    "), most)
	}
	return strings.Join(lines, "\n")
}

// A pageView is what page.html shows.
type pageView struct {
	Page
	Policy          string
	Score           string
	Verdict         judge.Verdict
	FailuresTitle   string
	Parts           []*partView
	Legend          []LegendView
	Failures, Holds []SceneView
	NotJudged       []SceneView
}

type partView struct {
	Part   int // 0: the challenge has only one
	Levels []*levelView
}

type levelView struct {
	Level, Held, Of int
	Name            string
	Chips           []chip
}

type chip struct {
	ID, Story, Mark string
	Verdict         judge.Verdict
}

var levelNames = map[int]string{1: "correct", 2: "concurrent", 3: "production"}

// count adds a scene to the summary.
func (v *pageView) count(s Scene) {
	var p *partView
	for _, x := range v.Parts {
		if x.Part == max(1, s.Part) {
			p = x
		}
	}
	if p == nil {
		p = &partView{Part: max(1, s.Part)}
		for level := 1; level <= 3; level++ {
			p.Levels = append(p.Levels, &levelView{Level: level, Name: levelNames[level]})
		}
		v.Parts = append(v.Parts, p)
	}
	l := p.Levels[min(max(s.Level, 1), 3)-1]
	if s.Verdict != judge.NotJudged {
		l.Of++
	}
	if s.Verdict == judge.Held {
		l.Held++
	}
	l.Chips = append(l.Chips, chip{safeID(s.ID), Clean(s.Story, 300), mark(s.Verdict), s.Verdict})
}

// mark is a verdict in one letter.
func mark(v judge.Verdict) string {
	switch v {
	case judge.Held:
		return "✓"
	case judge.Broken:
		return "✗"
	case judge.NotJudged:
		return "–"
	}
	return "?"
}

// safeID leaves of an id what is a name in HTML, SVG and an address alike.
func safeID(s string) string {
	const most = 24
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, s[:min(len(s), most)])
}
