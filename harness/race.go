package harness

import (
	"fmt"
	"os"
	"strings"

	"example.com/idempotency/harness/history"
)

// A raceLog reads what the race detector reports while scenarios run. The detector writes a
// report at once, to the file that GORACE's log_path names with the process id behind it.
type raceLog struct {
	path string
	read int
}

func newRaceLog(prefix string) *raceLog {
	if prefix == "" || !raceEnabled {
		return &raceLog{}
	}
	l := &raceLog{path: fmt.Sprintf("%s.%d", prefix, os.Getpid())}
	l.rest()
	return l
}

func (l *raceLog) rest() string {
	if l.path == "" {
		return ""
	}
	b, err := os.ReadFile(l.path)
	if err != nil || len(b) <= l.read {
		return ""
	}
	s := string(b[l.read:])
	l.read = len(b)
	return s
}

// new returns the races that were reported since it was last called.
func (l *raceLog) new() []history.Fault {
	var out []history.Fault
	seen := map[string]bool{}
	for _, rep := range strings.Split(l.rest(), "WARNING: DATA RACE")[0:] {
		f := parseRace(rep)
		if f.Where != "" && !seen[f.Where] {
			seen[f.Where] = true
			out = append(out, f)
		}
	}
	return out
}

// parseRace reads one report: the learner's line of each of the two accesses.
func parseRace(rep string) history.Fault {
	var at []string
	for _, part := range strings.Split(rep, "\n\n") {
		head, stack, _ := strings.Cut(strings.TrimLeft(part, "\n"), "\n")
		head = strings.ToLower(head)
		verb := ""
		switch {
		case strings.Contains(head, "write at"):
			verb = "written"
		case strings.Contains(head, "read at"):
			verb = "read"
		default:
			continue
		}
		if l := learnerLine("\n" + strings.ReplaceAll(stack, "\n      ", "\n\t")); l != "" {
			at = append(at, l+" ("+verb+")")
		}
	}
	if len(at) == 0 {
		return history.Fault{}
	}
	return history.Fault{Kind: history.Race, Text: "1", Where: strings.Join(at, " and ")}
}
