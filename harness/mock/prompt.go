package mock

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/markdown"
)

// A Prompt is what the candidate reads, cut into the parts in which it is asked.
type Prompt struct {
	Before, After string   // what stands around the parts
	Parts         []string // at least one; of a challenge that is asked at once, the only one is all
}

var (
	partHead = regexp.MustCompile(`(?m)^### Part \d+.*$`)
	nextHead = regexp.MustCompile(`(?m)^## `)
	commands = regexp.MustCompile(`(?ms)^## Run it$.*?(^## |\z)`)
	partStep = regexp.MustCompile(`^part (\d+)\b`)
)

// CutPrompt cuts the text of a challenge's README.md. The section about the kit's commands is for those
// who practise without a clock, and left out.
func CutPrompt(readme string) Prompt {
	readme = commands.ReplaceAllString(readme, "$1")
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

// Plan says when each part is due, by an interviewer's minute plan, in a mock interview of that length:
// a shorter one has less time for everything. A part that the plan does not name is not due before
// the end.
func (p Prompt) Plan(steps []interview.Step, length time.Duration) []Part {
	parts := []Part{{N: 1}}
	for n := 2; n <= len(p.Parts); n++ {
		parts = append(parts, Part{N: n, Due: length})
	}
	for _, s := range steps {
		m := partStep.FindStringSubmatch(markdown.Plain(s.Candidate))
		if m == nil {
			continue
		}
		if n, _ := strconv.Atoi(m[1]); n > 1 && n <= len(parts) {
			parts[n-1].Due = length * time.Duration(s.From) / time.Duration(steps[len(steps)-1].To)
		}
	}
	return parts
}
