package mock

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Prompt is what the candidate reads, cut into the parts in which it is asked.
type Prompt struct {
	Before, After string   // what stands around the parts
	Parts         []string // at least one; of a challenge that is asked at once, the only one is all
	Promises      []Promise
}

var (
	partHead = regexp.MustCompile(`(?m)^### Part \d+.*$`)
	nextHead = regexp.MustCompile(`(?m)^## `)
	levelIs  = regexp.MustCompile(`(?m)^### Level (\d)|\*\*([A-Z]\d+) ([a-z0-9-]+)\*\*(?: \(level (\d)\))?`)
	partRow  = regexp.MustCompile(`(?m)^\| *(\d+)–\d+ *\| *part (\d+)`)
	planRow  = regexp.MustCompile(`(?m)^\| *\d+–(\d+) *\|`)
)

// ReadPrompt reads a challenge's README.md.
func ReadPrompt(readme string) (Prompt, error) {
	p := Prompt{Parts: []string{readme}}
	if heads := partHead.FindAllStringIndex(readme, -1); len(heads) > 0 {
		end := len(readme)
		if i := nextHead.FindStringIndex(readme[heads[len(heads)-1][1]:]); i != nil {
			end = heads[len(heads)-1][1] + i[0]
		}
		p = Prompt{Before: readme[:heads[0][0]], After: readme[end:]}
		for i, h := range heads {
			to := end
			if i+1 < len(heads) {
				to = heads[i+1][0]
			}
			p.Parts = append(p.Parts, readme[h[0]:to])
		}
	}
	for n, part := range p.Parts {
		level := 0
		for _, m := range levelIs.FindAllStringSubmatch(part, -1) {
			if l, err := strconv.Atoi(m[1] + m[4]); err == nil {
				level = l
			}
			if m[2] != "" {
				p.Promises = append(p.Promises, Promise{ID: m[2], Name: m[3], Level: level, Part: n + 1})
			}
		}
	}
	if len(p.Promises) == 0 {
		return p, fmt.Errorf("the prompt has no promises")
	}
	return p, nil
}

// Shown is the prompt as far as it has been shown: its parts up to part.
func (p Prompt) Shown(part int) string {
	return p.Before + strings.Join(p.Parts[:min(max(part, 1), len(p.Parts))], "") + p.After
}

// Upto is the promises up to a level.
func (p Prompt) Upto(level int) (out []Promise) {
	for _, x := range p.Promises {
		if x.Level <= level {
			out = append(out, x)
		}
	}
	return out
}

// Plan reads when each part is due from the minute plan in an INTERVIEW.md, for a mock interview of
// that length: a shorter one has less time for everything. A part that the plan does not name is due
// never.
func (p Prompt) Plan(guide string, length time.Duration) []Part {
	whole := 0
	for _, m := range planRow.FindAllStringSubmatch(guide, -1) {
		n, _ := strconv.Atoi(m[1])
		whole = max(whole, n)
	}
	parts := []Part{{N: 1}}
	rows := partRow.FindAllStringSubmatch(guide, -1)
	for n := 2; n <= len(p.Parts); n++ {
		due := length
		if i := slices.IndexFunc(rows, func(m []string) bool { return m[2] == strconv.Itoa(n) }); i >= 0 {
			from, _ := strconv.Atoi(rows[i][1])
			due = length * time.Duration(from) / time.Duration(whole)
		}
		parts = append(parts, Part{N: n, Due: due})
	}
	return parts
}
