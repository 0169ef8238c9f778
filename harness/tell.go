package harness

import (
	"testing"

	"example.com/idempotency/harness/judge"
)

// Tell reports r through t, with one subtest for each scenario.
func (r Report) Tell(t *testing.T) {
	t.Helper()
	if !r.Rewritten {
		t.Log("judged with gates, on one schedule each: make test explores schedules and sees more")
	}
	for _, x := range r.Results {
		t.Run(x.ID+"_"+x.Name, func(t *testing.T) {
			switch x.Verdict {
			case judge.Inconclusive:
				t.Errorf("%s %s: inconclusive: %s", x.ID, x.Story, x.Why)
			case judge.Broken:
				for _, v := range x.Violations {
					t.Errorf("%s %s: %s", x.ID, x.Story, v)
				}
			case judge.Held:
			default:
				t.Skip("judged by make test only: virtual time passes while requests run")
			}
		})
	}
}
