package main

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/runner"
	"example.com/idempotency/harness/timeline"
)

type gradeCmd struct {
	Challenge string        `short:"c" required:"" help:"Name or number."`
	From      string        `required:"" help:"A folder that holds a folder for each submission."`
	JSON      string        `name:"json" help:"Write the table to this file, for programs."`
	JUnit     string        `name:"junit" help:"Write the table to this file as JUnit XML, for CI systems."`
	Limit     time.Duration `default:"2m" help:"How long one submission may take, compiling included."`
	extraFlag
}

// A Grade is the row of one submission.
type Grade struct {
	Name    string           `json:"name"`              // of its folder
	Level   int              `json:"level"`             // the highest that is held with all below it
	Held    int              `json:"held"`              // promises
	Of      int              `json:"of"`                // promises that were judged
	Broken  []string         `json:"broken"`            // their ids
	Race    string           `json:"race"`              // "clean", "races" or "not watched"
	Minutes float64          `json:"minutes,omitempty"` // that the mock took, where the folder has its card.json
	Extra   string           `json:"extra,omitempty"`   // digest of the scenarios that were added to the suite's own
	Note    string           `json:"note,omitempty"`    // what else there is to say, in one line
	Results []harness.Result `json:"results,omitempty"`
}

// Run judges each submission in processes of its own, and prints a table.
func (c *gradeCmd) Run(k *kit) error {
	ch, err := k.choose(c.Challenge)
	if err != nil {
		return err
	}
	names, err := submissions(c.From)
	if err != nil {
		return err
	}
	const row = "%-24s %5v  %9s  %-11s %7s  %s\n"
	k.out.printf("%s", k.out.dim(fmt.Sprintf(row, ch.Name, "level", "promises", "race", "minutes", "broken")))
	var grades []Grade
	held := true
	for _, n := range names {
		g, err := c.grade(k, ch, n)
		if err != nil {
			return err
		}
		promises, minutes := "–", "–"
		if g.Of > 0 {
			promises = fmt.Sprintf("%d of %d", g.Held, g.Of)
		}
		if g.Minutes > 0 {
			minutes = fmt.Sprintf("%.0f", g.Minutes)
		}
		k.out.printf("%s", strings.TrimRight(fmt.Sprintf(row, timeline.Clean(g.Name, 24), g.Level, promises, g.Race, minutes, brief(g)), " \n")+"\n")
		held = held && g.Held == g.Of && g.Of > 0
		grades = append(grades, g)
	}
	if err := c.write(ch, grades); err != nil {
		return err
	}
	if !held {
		return errBroken
	}
	return nil
}

// submissions lists the folders in dir.
func submissions(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("FROM=%s: there is no such folder", dir)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("FROM=%s: no folders in it: each submission is a folder of its own", dir)
	}
	return names, nil
}

// grade judges one submission. Only what keeps the kit from judging any is an error.
func (c *gradeCmd) grade(k *kit, ch challenges.Challenge, name string) (Grade, error) {
	g := Grade{Name: name, Race: "not watched", Broken: []string{}}
	t := testCmd{Challenge: ch.Name, From: filepath.Join(c.From, name)}
	g.Minutes = minutesOf(t.From)
	extra, err := c.folder()
	if err != nil {
		return g, err
	}
	j, err := t.job(k, ch)
	if err != nil {
		g.Note = strings.TrimPrefix(err.Error(), "FROM="+t.From+": ")
		return g, nil
	}
	j.Progress, j.Extra = nil, extra
	ctx, cancel := context.WithTimeout(k.ctx, c.Limit)
	defer cancel()
	o, err := runner.Run(ctx, j)
	switch {
	case k.ctx.Err() != nil:
		return g, fmt.Errorf("interrupted while %s was judged", name)
	case ctx.Err() != nil:
		g.Note = fmt.Sprintf("ended: it took longer than %v", c.Limit)
	case err != nil:
		return g, inExtra(j, err)
	case o.Compile != "":
		g.Note = "does not compile: " + strings.SplitN(o.Compile, "\n", 2)[0]
	}
	g.fill(o)
	return g, nil
}

func (g *Grade) fill(o runner.Outcome) {
	g.Results, g.Of, g.Extra = o.Results, len(o.Results), o.Extra
	lowest := 4
	for _, x := range o.Results {
		if x.Verdict == judge.Held {
			g.Held++
			continue
		}
		g.Broken = append(g.Broken, x.ID)
		lowest = min(lowest, x.Level)
	}
	if g.Of > 0 {
		g.Level = lowest - 1
	}
	for _, d := range o.Died {
		if g.Note == "" {
			g.Note = d.Why
		}
		if d.ID == "" { // some promises were not judged
			g.Level = 0
		}
	}
	g.Race = raceOf(o)
}

// raceOf says what the race detector said: "clean", "races" or "not watched".
func raceOf(o runner.Outcome) string {
	for _, x := range o.Results {
		if x.History == nil {
			continue
		}
		for _, f := range x.History.Faults {
			if f.Kind == "race" {
				return "races"
			}
		}
	}
	if o.Race {
		return "clean"
	}
	return "not watched"
}

// minutesOf reads how long the mock took from the card that make mock wrote, if the folder has it.
func minutesOf(dir string) float64 {
	var card struct {
		Took time.Duration `json:"took"`
	}
	b, err := os.ReadFile(filepath.Join(dir, "card.json"))
	if err != nil || json.Unmarshal(b, &card) != nil {
		return 0
	}
	return card.Took.Minutes()
}

// brief is what stands in the last column.
func brief(g Grade) string {
	const most = 12
	ids := g.Broken
	more := ""
	if len(ids) > most {
		ids, more = ids[:most], fmt.Sprintf(" and %d more", len(ids)-most)
	}
	out := strings.Join(ids, " ") + more
	if g.Note != "" {
		out = strings.TrimSpace(out + "  (" + timeline.Clean(g.Note, 120) + ")")
	}
	return out
}

func (c *gradeCmd) write(ch challenges.Challenge, grades []Grade) error {
	if c.JSON != "" {
		b, err := json.MarshalIndent(grades, "", "  ")
		if err == nil {
			err = practice.WriteFile(c.JSON, append(b, '\n'))
		}
		if err != nil {
			return fmt.Errorf("JSON=%s: %w", c.JSON, err)
		}
	}
	if c.JUnit != "" {
		b, err := xml.MarshalIndent(junit(ch, grades), "", "  ")
		if err == nil {
			err = practice.WriteFile(c.JUnit, append([]byte(xml.Header), append(b, '\n')...))
		}
		if err != nil {
			return fmt.Errorf("JUNIT=%s: %w", c.JUnit, err)
		}
	}
	return nil
}
