package judge

import (
	"fmt"
	"strings"

	"example.com/idempotency/harness/history"
)

// Gap says in one sentence where the schedule of h switched: between which two lines of one
// request which lines of others ran. It is empty when nothing was interrupted.
func Gap(h *history.History) string {
	for i, s := range h.Steps {
		if len(s.Lines) == 0 {
			continue
		}
		var between []history.Step
		for _, o := range h.Steps[i+1:] {
			if o.Who != s.Who {
				between = append(between, o)
			} else if len(o.Lines) > 0 {
				if ran := stretches(between); ran != "" {
					return fmt.Sprintf("Between %s and %s of %s, %s ran.", s.Lines[len(s.Lines)-1], o.Lines[0], s.Who, ran)
				}
				break
			}
		}
	}
	return ""
}

// stretches names the lines that each task ran, first to last.
func stretches(steps []history.Step) string {
	lines := map[string][]string{}
	var who []string
	for _, s := range steps {
		if len(s.Lines) > 0 && lines[s.Who] == nil {
			who = append(who, s.Who)
		}
		lines[s.Who] = append(lines[s.Who], s.Lines...)
	}
	const most = 3
	var out []string
	for i, w := range who {
		if i == most {
			out = append(out, fmt.Sprintf("lines of %d others", len(who)-most))
			break
		}
		out = append(out, fmt.Sprintf("%s of %s", ends(lines[w]), w))
	}
	return strings.Join(out, " and ")
}

func ends(lines []string) string {
	if first, last := lines[0], lines[len(lines)-1]; first != last {
		return first + " to " + last
	}
	return lines[0]
}
