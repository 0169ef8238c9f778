package harness

import (
	"fmt"
	"regexp"
)

// With returns the suite with scenarios of somebody else's behind its own, such as an interviewer's
// that no candidate has seen. Run says what is wrong with them, if anything is, and judges nothing.
func (s Suite) With(more []Scenario) Suite {
	s.extra = append(s.extra[:len(s.extra):len(s.extra)], more...)
	s.extended = true
	return s
}

// extraID is how added scenarios are numbered: X is no challenge's letter.
var extraID = regexp.MustCompile(`^X[1-9][0-9]*$`)

// extraFault says what is wrong with the scenarios that were added; empty: nothing.
func (s Suite) extraFault() string {
	if s.extended && len(s.extra) == 0 {
		return "Scenarios is empty: there is nothing to judge"
	}
	own, seen := map[string]bool{}, map[string]bool{}
	for _, sc := range s.Scenarios {
		own[sc.ID] = true
	}
	for i, sc := range s.extra {
		switch {
		case own[sc.ID]:
			return fmt.Sprintf("scenario %s: the suite of %s has one with that ID: number yours X1, X2, and so on", sc.ID, s.Name)
		case !extraID.MatchString(sc.ID):
			return fmt.Sprintf("scenario %d has the ID %q: number them X1, X2, and so on", i+1, sc.ID)
		case seen[sc.ID]:
			return fmt.Sprintf("two scenarios have the ID %s", sc.ID)
		}
		if missing := sc.missing(); missing != "" {
			return fmt.Sprintf("scenario %s has no %s", sc.ID, missing)
		}
		seen[sc.ID] = true
	}
	return ""
}

// missing names the first field that a scenario needs and has not.
func (sc Scenario) missing() string {
	switch {
	case sc.Name == "":
		return "Name"
	case sc.Level < 1 || sc.Level > 3:
		return "Level from 1 to 3"
	case sc.Story == "":
		return "Story"
	case len(sc.Cases) == 0 && sc.Storm == nil:
		return "Cases"
	case len(sc.Rules) == 0:
		return "Rules"
	}
	for _, cs := range sc.Cases {
		if cs.Drive == nil {
			return "Drive in its case " + fmt.Sprintf("%q", cs.Name)
		}
	}
	return ""
}
