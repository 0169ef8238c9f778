package interview

import (
	"regexp"

	"example.com/idempotency/harness/markdown"
)

// references maps the ids of promises to their names.
type references map[string]string

// reference is the kind of a span that names a promise: Text is its id, To its name.
const reference markdown.SpanKind = "promise"

var id = regexp.MustCompile(`\b[A-Z]+\d+\b`)

// guide makes each id that a guide names a reference.
func (r references) guide(g Guide) Guide {
	g.Intro, g.Watch = r.blocks(g.Intro), r.blocks(g.Watch)
	for _, t := range []*Table{&g.Plan, &g.Designs, &g.Curveballs, &g.Rubric} {
		t.Before, t.After = r.blocks(t.Before), r.blocks(t.After)
		t.Rows = r.rows(t.Rows)
	}
	questions := g.Questions
	g.Questions = nil
	for _, q := range questions {
		g.Questions = append(g.Questions, Question{r.spans(q.Text), r.blocks(q.Good), r.blocks(q.Weak)})
	}
	return g
}

func (r references) blocks(blocks []markdown.Block) (out []markdown.Block) {
	for _, b := range blocks {
		b.Text, b.Items, b.Rows = r.spans(b.Text), r.each(b.Items), r.rows(b.Rows)
		out = append(out, b)
	}
	return out
}

func (r references) rows(rows [][][]markdown.Span) (out [][][]markdown.Span) {
	for _, cells := range rows {
		out = append(out, r.each(cells))
	}
	return out
}

func (r references) each(cells [][]markdown.Span) (out [][]markdown.Span) {
	for _, c := range cells {
		out = append(out, r.spans(c))
	}
	return out
}

// spans cuts the words of a line at each id that is known.
func (r references) spans(spans []markdown.Span) (out []markdown.Span) {
	for _, s := range spans {
		s.Of = r.spans(s.Of)
		if s.Kind != markdown.Words {
			out = append(out, s)
			continue
		}
		from := 0
		for _, at := range id.FindAllStringIndex(s.Text, -1) {
			if name, ok := r[s.Text[at[0]:at[1]]]; ok {
				out = append(out, words(s.Text[from:at[0]])...)
				out = append(out, markdown.Span{Kind: reference, Text: s.Text[at[0]:at[1]], To: name})
				from = at[1]
			}
		}
		out = append(out, words(s.Text[from:])...)
	}
	return out
}

func words(s string) []markdown.Span {
	if s == "" {
		return nil
	}
	return []markdown.Span{{Kind: markdown.Words, Text: s}}
}
