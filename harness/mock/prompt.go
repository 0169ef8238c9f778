package mock

import (
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
}

var (
	partHead = regexp.MustCompile(`(?m)^### Part \d+.*$`)
	nextHead = regexp.MustCompile(`(?m)^## `)
	partRow  = regexp.MustCompile(`(?m)^\| *(\d+)–\d+ *\| *part (\d+)`)
	planRow  = regexp.MustCompile(`(?m)^\| *\d+–(\d+) *\|`)
)

// CutPrompt cuts the text of a challenge's README.md.
func CutPrompt(readme string) Prompt {
	heads := partHead.FindAllStringIndex(readme, -1)
	if len(heads) == 0 {
		return Prompt{Parts: []string{readme}}
	}
	end := len(readme)
	if next := nextHead.FindStringIndex(readme[heads[len(heads)-1][1]:]); next != nil {
		end = heads[len(heads)-1][1] + next[0]
	}
	p := Prompt{Before: readme[:heads[0][0]], After: readme[end:]}
	for i, h := range heads {
		to := end
		if i+1 < len(heads) {
			to = heads[i+1][0]
		}
		p.Parts = append(p.Parts, readme[h[0]:to])
	}
	return p
}

// Shown is the prompt as far as it has been shown: its parts up to part.
func (p Prompt) Shown(part int) string {
	return p.Before + strings.Join(p.Parts[:min(max(part, 1), len(p.Parts))], "") + p.After
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
