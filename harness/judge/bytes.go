package judge

import (
	"fmt"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
)

// SameBytes: attempts of one group are answered as the first of it is, byte for byte: status, header
// fields with their values in order, body. An empty group is judged by nothing. Of the header it
// knows the fields that mean something in every answer and names, which are those of the scenario's
// handlers: whoever likes may mark replays with another one.
func SameBytes(group func(a history.Attempt) string, names ...string) Rule {
	return Rule{Name: "same-bytes", Check: func(h *history.History) []Violation {
		var out []Violation
		firsts := map[string]history.Attempt{}
		for _, a := range h.Attempts {
			g := group(a)
			if g == "" || a.End != history.Answered {
				continue
			}
			first, ok := firsts[g]
			if !ok {
				firsts[g] = a
				continue
			}
			for _, d := range differences(a.Answer, first.Answer, names) {
				d.Subject = fmt.Sprintf("%s of #%d (%s), beside #%d", d.Subject, a.N, describe(a), first.N)
				d.Attempts = []int{first.N, a.N}
				out = append(out, d)
			}
		}
		return out
	}}
}

// usual lists header fields that mean something in every answer. Others are a server's own, or mark
// a replay.
var usual = []string{"Content-Type", "Content-Encoding", "Location", "Set-Cookie", "Etag", "Last-Modified", "Cache-Control", "Vary", "X-Content-Type-Options"}

// differences says in which ways an answer is not the one wanted.
func differences(a, want history.Answer, names []string) []Violation {
	var out []Violation
	differ := func(what, got, want, likely string) {
		out = append(out, Violation{Subject: what, Got: got, Want: want, Likely: likely})
	}
	if a.Status != want.Status {
		differ("status", status(a), fmt.Sprint(want.Status), "the answer was made by something else than the handler, or only its body was kept.")
	}
	for _, k := range slices.Concat(usual, names) {
		got, is := a.Header[k]
		wanted, asked := want.Header[k]
		switch {
		case slices.Equal(got, wanted) && is == asked:
		case asked:
			differ("header "+k, values(got), values(wanted), "a header of the answer is lost, doubled or changed: all values belong to it, in order, as they were when the handler began to answer.")
		default:
			differ("header "+k, values(got), "none", "a header was added that the handler did not send: not at that time, or not at all.")
		}
	}
	if a.Size != want.Size || a.Digest != want.Digest || a.Body != want.Body {
		got, wanted := bodies(a, want)
		differ("body", got, wanted, "the body is not the bytes that the handler wrote.")
	}
	return out
}

func values(vs []string) string {
	if len(vs) == 0 {
		return "none"
	}
	var out []string
	for _, v := range vs {
		out = append(out, fmt.Sprintf("%q", short(v)))
	}
	return strings.Join(out, ", ")
}
