package judge

import (
	"fmt"
	"strings"

	"example.com/idempotency/harness/history"
)

// Gap says in one sentence where the schedule of h switched: between which two lines of one
// request which lines of another ran. It is empty when nothing was interrupted.
func Gap(h *history.History) string {
	for i, s := range h.Steps {
		if len(s.Lines) == 0 {
			continue
		}
		var others []string
		for _, o := range h.Steps[i+1:] {
			if o.Who == s.Who && len(o.Lines) > 0 {
				if len(others) == 0 {
					break
				}
				return fmt.Sprintf("Between %s and %s of %s, %s ran.", s.Lines[len(s.Lines)-1], o.Lines[0], s.Who, strings.Join(others, " and "))
			}
			if len(o.Lines) > 0 {
				others = append(others, fmt.Sprintf("%s of %s", ends(o.Lines), o.Who))
			}
		}
	}
	return ""
}

func ends(lines []string) string {
	if first, last := lines[0], lines[len(lines)-1]; first != last {
		return first + " to " + last
	}
	return lines[0]
}
