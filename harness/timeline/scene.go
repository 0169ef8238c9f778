package timeline

import (
	"fmt"
	"slices"

	"example.com/idempotency/harness/judge"
)

// How much of a scene the page shows.
const (
	mostDrawn    = 14 // requests in a diagram
	mostKeys     = 6
	mostEvents   = 300
	mostVerdicts = 12
	mostRefs     = 6
	wideW        = 958
	narrowW      = 336
)

// A SceneView is what a page shows of a Scene.
type SceneView struct {
	ID, Mark, Story string
	Level           int
	Case, Why       string
	Verdict         judge.Verdict
	First, Rest     []verdictView // what is broken: the first of it is told above the diagram
	Others          string        // how many the rest are
	More            int           // violations that are not shown
	Causes          []string
	Drawn           bool
	Wide, Narrow    drawing
	Left            string
	Events          string
	Rows            []rowView
	Again           string
}

type verdictView struct {
	Subject, Got, Want string
	Refs               []ref
}

// A ref leads to a box or a pill, in the diagram that the width of the screen shows.
type ref struct{ Text, Wide, Narrow string }

type rowView struct {
	Clock, Who, Text, Lines string
	Culprit                 bool
}

// View is what the template "scene" shows.
func (s Scene) View() SceneView {
	v := SceneView{
		ID: safeID(s.ID), Mark: mark(s.Verdict), Story: Clean(s.Story, 300), Level: s.Level, Case: Clean(s.Case, 100),
		Why: Clean(s.Why, 600), Verdict: s.Verdict, Again: Clean(s.Again, 200),
	}
	l := Layout{}
	if s.History != nil {
		l = Lay(s.History, s.Violations, Limit{Requests: mostDrawn, Keys: mostKeys})
		v.draw(s, l)
		v.rows(s)
	}
	for i, x := range s.Violations[:min(len(s.Violations), mostVerdicts)] {
		verdict := verdictView{Clean(x.Subject, 200), Clean(x.Got, 400), Clean(x.Want, 400), v.refs(x, l)}
		if i == 0 {
			v.First = append(v.First, verdict)
		} else {
			v.Rest = append(v.Rest, verdict)
		}
	}
	v.Others = count(len(s.Violations)-1, "more breach", "more breaches")
	v.More = max(0, len(s.Violations)-mostVerdicts)
	v.causes(s)
	return v
}

func (v *SceneView) draw(s Scene, l Layout) {
	title := fmt.Sprintf("%s: %s", v.ID, v.Story)
	v.Drawn = len(l.Groups) > 0
	v.Wide = draw(l, v.ID+"w", title, wideW, false)
	v.Narrow = draw(l, v.ID+"n", title, narrowW, true)
	v.Left = l.Left.String()
}

func (v *SceneView) rows(s Scene) {
	rows := Rows(s.History, s.Violations)
	v.Events = count(len(rows), "event", "events") + " in order"
	for _, r := range Fold(rows, mostEvents) {
		v.Rows = append(v.Rows, rowView{instant(r.At), clipped(r.Who, 20), Clean(r.Text, 600), Clean(r.Lines, 200), r.Culprit})
	}
}

func (v *SceneView) causes(s Scene) {
	if why := likely(s.Violations); why != "" {
		v.Causes = append(v.Causes, "Likely: "+Clean(why, 600))
	}
	if h := s.History; h != nil && len(s.Violations) > 0 && len(h.Steps) > 0 && h.Of > 1 {
		if gap := judge.Gap(h); gap != "" {
			v.Causes = append(v.Causes, Clean(gap, 400))
		}
		v.Causes = append(v.Causes, found(h))
	}
}

// refs lead to the requests and effects that a violation names, as far as they are drawn.
func (v *SceneView) refs(x judge.Violation, l Layout) []ref {
	var out []ref
	for _, g := range l.Groups {
		for _, p := range g.Pills {
			if slices.Contains(x.Effects, p.N) {
				out = append(out, ref{p.Name + " " + p.ID, fmt.Sprintf("%sw-e%d", v.ID, p.N), fmt.Sprintf("%sn-e%d", v.ID, p.N)})
			}
		}
	}
	for _, g := range l.Groups {
		for _, b := range g.Boxes {
			if slices.Contains(x.Attempts, b.N) {
				out = append(out, ref{b.Short, fmt.Sprintf("%sw-a%d", v.ID, b.N), fmt.Sprintf("%sn-a%d", v.ID, b.N)})
			}
		}
	}
	return out[:min(len(out), mostRefs)]
}
