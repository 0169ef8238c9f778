package runner

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"example.com/idempotency/harness/timeline"
)

func TestTry(t *testing.T) {
	o, err := Run(context.Background(), Job{Root: "/work/main", Name: "keys", Entry: "New", From: os.Getenv("FROM"), Limit: 20e9, Only: strings.Fields(os.Getenv("ONLY"))})
	fmt.Println(err, o.Compile, o.Note, o.Died, o.Build, o.Run, o.Rewritten, o.Race)
	if len(o.Died)>0 { os.WriteFile("/tmp/died.log", []byte(o.Died[0].Log), 0o644) }
	o.Died=nil
	for _, r := range o.Results {
		fmt.Println(r.ID, r.Name, r.Verdict, r.Why, r.Case, r.Runs, r.Explored, r.Complete, r.Elapsed)
		if r.Verdict != "held" {
			timeline.Failure{ID: r.ID, Story: r.Story, Level: r.Level, Case: r.Case, Verdict: r.Verdict, Why: r.Why, Violations: r.Violations, History: r.History}.Print(os.Stdout, timeline.Style{})
		}
	}
}
