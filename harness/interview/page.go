package interview

import (
	"embed"
	"fmt"
	"io"

	"example.com/idempotency/harness/markdown"
	"example.com/idempotency/harness/page"
)

//go:embed page
var files embed.FS

var (
	templates = page.Parse(files)
	policy    = page.Policy(templates)
)

// A Pack is what an interview about one challenge needs, to be looked at or printed.
type Pack struct {
	Name    string // of the challenge
	Minutes int
	Prompt  Prompt
	Guide   Guide
}

// Candidate writes the candidate's page: the prompt. It takes nothing from the guide.
func (p Pack) Candidate(w io.Writer) error {
	v := struct {
		Policy, Name string
		Minutes      int
		Title        []markdown.Span
		Pieces       []piece
	}{policy, p.Name, p.Minutes, p.Prompt.Title, pieces(p.Prompt.Blocks)}
	if err := templates.ExecuteTemplate(w, "candidate.html", v); err != nil {
		return fmt.Errorf("write the candidate's page: %w", err)
	}
	return nil
}

// Interviewer writes the interviewer's page: the guide, with the promises that it names.
func (p Pack) Interviewer(w io.Writer) error {
	names := map[string]string{}
	for _, x := range p.Prompt.Promises {
		names[x.ID] = x.Name
	}
	v := struct {
		Policy string
		Pack
		Guide  Guide
		Groups []group
	}{policy, p, references(names).guide(p.Guide), groups(p.Prompt.Promises)}
	if err := templates.ExecuteTemplate(w, "interviewer.html", v); err != nil {
		return fmt.Errorf("write the interviewer's page: %w", err)
	}
	return nil
}

// A piece of a prompt is shown at once, or folded away until its part is asked.
type piece struct {
	Summary []markdown.Span // empty: it is not folded
	Blocks  []markdown.Block
}

// pieces folds the parts of a prompt behind the first.
func pieces(blocks []markdown.Block) []piece {
	out := []piece{{}}
	folded := false
	for _, b := range blocks {
		if b.Kind == markdown.Heading {
			switch part := numberOf(partHead, b, 0); {
			case part > 1:
				out, folded = append(out, piece{Summary: b.Text}), true
				continue
			case folded && b.Level <= 2 || part == 1:
				out, folded = append(out, piece{}), false
			}
		}
		last := &out[len(out)-1]
		last.Blocks = append(last.Blocks, b)
	}
	return out
}

// A group is the promises of a level, or of a part.
type group struct {
	Title    string
	Promises []Promise
}

func groups(ps []Promise) (out []group) {
	for _, p := range ps {
		title := fmt.Sprintf("Level %d", p.Level)
		if p.Part > 0 {
			title = fmt.Sprintf("Part %d", p.Part)
		}
		if len(out) == 0 || out[len(out)-1].Title != title {
			out = append(out, group{Title: title})
		}
		last := &out[len(out)-1]
		last.Promises = append(last.Promises, p)
	}
	return out
}
