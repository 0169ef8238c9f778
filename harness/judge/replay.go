package judge

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"unicode/utf8"

	"example.com/idempotency/harness/history"
)

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
	return slices.DeleteFunc(inOrderOfAnswers(h.OfIntent(intent)), func(a history.Attempt) bool { return a.Void })
}

// inOrderOfAnswers lists the attempts among as that were answered 2xx, in the order of the answers.
func inOrderOfAnswers(as []history.Attempt) []history.Attempt {
	var out []history.Attempt
	for _, a := range as {
		if a.End == history.Answered && a.Answer.Success() {
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
		got, want = bodies(a, b)
		return "body", got, want
	}
	for _, k := range []string{"Content-Type", "Location"} {
		if x, y := a.Header[k], b.Header[k]; !slices.Equal(x, y) {
			return k, fmt.Sprintf("%q", x), fmt.Sprintf("%q", y)
		}
	}
	return "", "", ""
}

// bodies shows two bodies that differ, from a little before where they do.
func bodies(a, b history.Answer) (got, want string) {
	if a.Digest+b.Digest != "" {
		got, want = size(a), size(b)
		if got == want {
			got += " that are others"
		}
		return got, want
	}
	const most, before = 60, 30
	same := 0
	if len(a.Body) > most || len(b.Body) > most {
		for same < min(len(a.Body), len(b.Body)) && a.Body[same] == b.Body[same] {
			same++
		}
	}
	show := func(s string) string {
		if s == "" {
			return "nothing"
		}
		from := max(0, same-before)
		for from > 0 && !utf8.RuneStart(s[from]) {
			from--
		}
		if from > 0 {
			return "…" + short(s[from:])
		}
		return short(s)
	}
	return show(a.Body), show(b.Body)
}

func size(a history.Answer) string {
	if a.Size == 1 {
		return "1 byte"
	}
	return fmt.Sprintf("%d bytes", a.Size)
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
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the JSON")
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
// Location where both have one, else in the JSON member "id". A GET names what another made.
func DistinctAnswers() Rule {
	return Rule{Name: "distinct-answers", Check: func(h *history.History) []Violation {
		var out []Violation
		seen := map[name]history.Attempt{}
		for _, intent := range h.Intents() {
			as := successes(h, intent)
			if len(as) == 0 || as[0].Method == "GET" || as[0].Method == "HEAD" {
				continue
			}
			names := namesIn(as[0].Answer)
			for _, n := range names {
				if o, ok := seen[n]; ok && (n.where == "Location" || len(names) == 1 || len(namesIn(o.Answer)) == 1) {
					out = append(out, Violation{
						Subject:  fmt.Sprintf("resource in the answer to #%d", as[0].N),
						Got:      n.text + ", which is the answer to #" + fmt.Sprint(o.N),
						Want:     "one of its own",
						Attempts: []int{o.N, as[0].N},
						Likely:   fmt.Sprintf("%s and %s share one record: they must not.", o.Intent, as[0].Intent),
					})
					break
				}
			}
			for _, n := range names {
				seen[n] = as[0]
			}
		}
		return out
	}}
}

// A name is what an answer calls its resource, and where in the answer.
type name struct{ where, text string }

func namesIn(a history.Answer) []name {
	var out []name
	if l := a.Header["Location"]; len(l) > 0 && l[0] != "" {
		out = append(out, name{"Location", l[0]})
	}
	v, _ := exactJSON(a.Body)
	if m, _ := v.(map[string]any); m["id"] != nil && m["id"] != "" {
		out = append(out, name{"id", fmt.Sprint(m["id"])})
	}
	return out
}
