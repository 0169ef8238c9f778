// Package interview reads what an interviewer needs out of a challenge's texts, and lays it out as two
// pages: one for the candidate, with the prompt and nothing else, and one for the interviewer.
package interview

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"example.com/idempotency/harness/markdown"
)

// A Guide is the INTERVIEW.md of a challenge.
type Guide struct {
	Intro      []markdown.Block // before the first section
	Plan       Table            // minute, the candidate, you
	Watch      []markdown.Block // what to watch for
	Designs    Table            // design, caught by, ask
	Questions  []Question       // follow-up questions
	Curveballs Table            // when, the requirement, what it tests, a good first step
	Rubric     Table            // criterion, and what earns 1 to 4
}

// A Table is a section that is a table, with the text around it.
type Table struct {
	Before, After []markdown.Block
	Head          [][]markdown.Span
	Rows          [][][]markdown.Span
}

// A Question is a follow-up question, with what a good and what a weak answer says.
type Question struct {
	Text       []markdown.Span
	Good, Weak []markdown.Block
}

// A Step is a row of the plan.
type Step struct {
	From, To       int // minutes
	Candidate, You []markdown.Span
}

var minutes = regexp.MustCompile(`^(\d+)–(\d+)$`)

// Steps are the rows of the plan that say from when to when they last.
func (g Guide) Steps() (out []Step) {
	for _, r := range g.Plan.Rows {
		if m := minutes.FindStringSubmatch(markdown.Plain(r[0])); m != nil {
			from, _ := strconv.Atoi(m[1])
			to, _ := strconv.Atoi(m[2])
			out = append(out, Step{from, to, r[1], r[2]})
		}
	}
	return out
}

// ParseGuide reads the text of an INTERVIEW.md. The error says which section is missing, or what is
// wrong with it.
func ParseGuide(text string) (Guide, error) {
	blocks := markdown.Parse(text)
	g := Guide{Intro: intro(blocks)}
	var err error
	if g.Watch, err = section(blocks, "What to watch for"); err != nil {
		return g, err
	}
	for _, s := range []struct {
		title string
		to    *Table
		head  []string
	}{
		{"Plan", &g.Plan, []string{"minute", "the candidate", "you"}},
		{"Common wrong designs", &g.Designs, []string{"design", "caught by", "ask"}},
		{"Curveballs", &g.Curveballs, []string{"when", "the requirement", "what it tests", "a good first step"}},
		{"Rubric", &g.Rubric, []string{"criterion", "1", "2", "3", "4"}},
	} {
		if *s.to, err = table(blocks, s.title, s.head); err != nil {
			return g, err
		}
	}
	g.Questions, err = questions(blocks)
	return g, err
}

// intro is what stands between the title and the first section.
func intro(blocks []markdown.Block) (out []markdown.Block) {
	for _, b := range blocks {
		switch {
		case b.Kind == markdown.Heading && b.Level > 1:
			return out
		case b.Kind != markdown.Heading:
			out = append(out, b)
		}
	}
	return out
}

func section(blocks []markdown.Block, title string) ([]markdown.Block, error) {
	s, found := markdown.Section(blocks, title)
	switch {
	case !found:
		return nil, fmt.Errorf("the section %q is missing", title)
	case len(s) == 0:
		return nil, fmt.Errorf("the section %q is empty", title)
	}
	return s, nil
}

// table reads a section that holds one table with that head.
func table(blocks []markdown.Block, title string, head []string) (t Table, err error) {
	s, err := section(blocks, title)
	if err != nil {
		return t, err
	}
	for _, b := range s {
		switch {
		case b.Kind == markdown.Table && t.Head == nil:
			t.Head, t.Rows = b.Head, b.Rows
		case b.Kind == markdown.Table:
			return t, fmt.Errorf("the section %q has two tables", title)
		case t.Head == nil:
			t.Before = append(t.Before, b)
		default:
			t.After = append(t.After, b)
		}
	}
	if got, want := row(t.Head), strings.Join(head, " | "); got != want {
		return t, fmt.Errorf("the table of %q has the columns %q, want %q", title, got, want)
	}
	if len(t.Rows) == 0 {
		return t, fmt.Errorf("the table of %q has no rows", title)
	}
	for _, r := range t.Rows {
		if len(r) != len(head) {
			return t, fmt.Errorf("a row of %q has %d cells, want %d: %s", title, len(r), len(head), row(r))
		}
	}
	return t, nil
}

func row(cells [][]markdown.Span) string {
	var out []string
	for _, c := range cells {
		out = append(out, markdown.Plain(c))
	}
	return strings.Join(out, " | ")
}

// questions reads the headings of the follow-up questions, each with paragraphs that begin with Good:
// and Weak: and go on to the next.
func questions(blocks []markdown.Block) (out []Question, err error) {
	s, err := section(blocks, "Follow-up questions")
	if err != nil {
		return nil, err
	}
	var into *[]markdown.Block
	for _, b := range s {
		if b.Kind == markdown.Heading {
			out = append(out, Question{Text: b.Text})
			into = nil
			continue
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("the section %q has text before its first question", "Follow-up questions")
		}
		q := &out[len(out)-1]
		if rest, ok := after(b, "Good: "); ok {
			b, into = rest, &q.Good
		} else if rest, ok := after(b, "Weak: "); ok {
			b, into = rest, &q.Weak
		}
		if into == nil {
			return nil, fmt.Errorf("the question %q has text before Good:", markdown.Plain(q.Text))
		}
		*into = append(*into, b)
	}
	for _, q := range out {
		if len(q.Good) == 0 || len(q.Weak) == 0 {
			return nil, fmt.Errorf("the question %q needs a paragraph with Good: and one with Weak:", markdown.Plain(q.Text))
		}
	}
	return out, nil
}

// after is a paragraph without the word that it begins with.
func after(b markdown.Block, word string) (markdown.Block, bool) {
	if b.Kind != markdown.Paragraph || len(b.Text) == 0 || !strings.HasPrefix(b.Text[0].Text, word) {
		return b, false
	}
	text := append([]markdown.Span(nil), b.Text...)
	text[0].Text = strings.TrimPrefix(text[0].Text, word)
	b.Text = text
	return b, true
}
