package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
)

// EveryoneAnswered: each client that waited got an answer. A connection may be closed without one
// only where an effect of the same intent panicked.
func EveryoneAnswered() Rule {
	return Rule{Name: "everyone-answered", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, a := range h.Attempts {
			v := Violation{Attempts: []int{a.N}, Subject: fmt.Sprintf("answer to #%d", a.N), Want: "an answer"}
			switch {
			case a.End == history.Unanswered:
				v.Got = "none for " + patience(a)
				v.Likely = waitsFor(a)
			case a.End == history.Dropped && !panicked(h, a.Intent, a):
				v.Got = "connection closed"
				if a.Panic != "" {
					v.Got += ": the handler panicked: " + a.Panic
				} else {
					v.Got += ": the handler's goroutine ended without returning"
				}
				if a.Where != "" {
					v.Got += " (" + a.Where + ")"
				}
			default:
				continue
			}
			out = append(out, v)
		}
		return out
	}}
}

func patience(a history.Attempt) string {
	return fmt.Sprint(a.EndedAt.At - a.Sent.At)
}

func waitsFor(a history.Attempt) string {
	if a.Where == "" {
		return ""
	}
	return fmt.Sprintf("the handler waits at %s for something that never comes.", a.Where)
}

// panicked reports whether an effect of the intent panicked before a's end.
func panicked(h *history.History, intent string, a history.Attempt) bool {
	for _, e := range effectsOf(h, marksOf(h, intent)) {
		if e.Panics && e.Started.Before(a.EndedAt) {
			return true
		}
	}
	return false
}

// WantedStatus: where the scenario says which statuses an attempt may get, it got one of them.
func WantedStatus() Rule {
	return Rule{Name: "wanted-status", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || len(a.Want) == 0 || slices.Contains(a.Want, a.Answer.Status) {
				continue
			}
			out = append(out, Violation{
				Subject:  fmt.Sprintf("status of #%d (%s)", a.N, describe(a)),
				Got:      status(a.Answer),
				Want:     oneOf(a.Want),
				Attempts: []int{a.N},
			})
		}
		return out
	}}
}

func describe(a history.Attempt) string {
	switch {
	case a.Note != "":
		return a.Note
	case a.Key != "":
		return fmt.Sprintf("key %q", short(a.Key))
	}
	return a.Method + " " + a.Path
}

func status(a history.Answer) string {
	if s := strings.TrimSpace(a.Body); s != "" && !a.Success() {
		return fmt.Sprintf("%d %s", a.Status, short(s))
	}
	return fmt.Sprint(a.Status)
}

func short(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return fmt.Sprintf("%s… (%d bytes)", strings.ToValidUTF8(s[:most], ""), len(s))
}

func oneOf(codes []int) string {
	var out []string
	for _, c := range codes {
		out = append(out, fmt.Sprint(c))
	}
	return strings.Join(out, " or ")
}

// SameAnswer: every success of an intent is the same answer: status, body (as JSON with exact
// number tokens where it is JSON, else byte by byte), Content-Type and Location.
func SameAnswer() Rule {
	return Rule{Name: "same-answer", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, intent := range h.Intents() {
			var first *history.Attempt
			for _, a := range successes(h, intent) {
				if first == nil {
					first = &a
					continue
				}
				if what, got, want := difference(a.Answer, first.Answer); what != "" {
					out = append(out, Violation{
						Subject:  fmt.Sprintf("%s of #%d, a replay of #%d", what, a.N, first.N),
						Got:      got,
						Want:     want,
						Attempts: []int{a.N},
						Likely:   likelyDifferent(what),
					})
				}
			}
		}
		return out
	}}
}

// successes lists the intent's attempts that were answered 2xx, in the order of their answers.
func successes(h *history.History, intent string) []history.Attempt {
	var out []history.Attempt
	for _, a := range h.OfIntent(intent) {
		if a.End == history.Answered && a.Answer.Success() && !a.Void {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b history.Attempt) int { return a.EndedAt.Seq - b.EndedAt.Seq })
	return out
}

func difference(a, b history.Answer) (what, got, want string) {
	if a.Status != b.Status {
		return "status", fmt.Sprint(a.Status), fmt.Sprint(b.Status)
	}
	if !sameBody(a, b) {
		return "body", short(a.Body), short(b.Body)
	}
	for _, k := range []string{"Content-Type", "Location"} {
		if x, y := a.Header[k], b.Header[k]; !slices.Equal(x, y) {
			return k, fmt.Sprintf("%q", x), fmt.Sprintf("%q", y)
		}
	}
	return "", "", ""
}

func sameBody(a, b history.Answer) bool {
	if a.Size == b.Size && a.Digest == b.Digest && a.Body == b.Body {
		return true
	}
	x, errA := exactJSON(a.Body)
	y, errB := exactJSON(b.Body)
	return errA == nil && errB == nil && a.Digest == "" && b.Digest == "" && reflect.DeepEqual(x, y)
}

// exactJSON decodes with number tokens kept as they are written.
func exactJSON(s string) (any, error) {
	d := json.NewDecoder(bytes.NewReader([]byte(s)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return v, nil
}

func likelyDifferent(what string) string {
	if what == "body" {
		return "the answer was made anew, or re-encoded, instead of being stored and sent again as it was."
	}
	return "only a part of the answer is stored: a replay needs status, headers and body."
}

// DistinctAnswers: the successes of different intents name different resources: they differ in
// Location where both have one, else in the JSON member "id".
func DistinctAnswers() Rule {
	return Rule{Name: "distinct-answers", Check: func(h *history.History) []Violation {
		var out []Violation
		seen := map[string]history.Attempt{}
		for _, intent := range h.Intents() {
			as := successes(h, intent)
			if len(as) == 0 {
				continue
			}
			id := identity(as[0].Answer)
			if o, ok := seen[id]; ok && id != "" {
				out = append(out, Violation{
					Subject:  fmt.Sprintf("resource in the answer to #%d", as[0].N),
					Got:      id + ", which is the answer to #" + fmt.Sprint(o.N),
					Want:     "one of its own",
					Attempts: []int{o.N, as[0].N},
					Likely:   fmt.Sprintf("%s and %s share one record: they must not.", o.Intent, as[0].Intent),
				})
			}
			seen[id] = as[0]
		}
		return out
	}}
}

func identity(a history.Answer) string {
	if l := a.Header["Location"]; len(l) > 0 && l[0] != "" {
		return l[0]
	}
	v, _ := exactJSON(a.Body)
	m, _ := v.(map[string]any)
	if m["id"] == nil {
		return ""
	}
	return fmt.Sprint(m["id"])
}
