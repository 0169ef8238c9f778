package userstest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A tape writes a history line by line: ">1 PUT a" sends request 1 about user u with body a, "<1 201 a 0"
// answers it with user a as of second 0, "<1 gone" has its client leave, "+1 created" and "-1 created" begin and end an event
// by request 1. Lines are a second apart.
func tape(t *testing.T, lines string) *history.History {
	t.Helper()
	h := &history.History{}
	bodies := map[string]person{"a": ann, "b": bob}
	for i, line := range strings.Split(strings.TrimSpace(lines), "; ") {
		m := history.Moment{Seq: i + 1, At: time.Duration(i) * time.Second}
		f := strings.Fields(line[1:])
		n := int(f[0][0] - '0')
		switch line[0] {
		case '>':
			a := history.Attempt{N: n, Method: f[1], Path: "/users/u", Intent: "u", Sent: m}
			if f[1] == "POST" {
				a.Path, a.Intent = "/users", "new"
			}
			if len(f) > 2 {
				a.Body = bodies[f[2]].json()
			}
			h.Attempts = append(h.Attempts, a)
		case '<':
			a := h.Attempt(n)
			require.NotNil(t, a)
			a.EndedAt, a.Returned, a.End = m, m, history.Left
			if f[1] == "gone" {
				continue
			}
			a.End = history.Answered
			_, err := fmt.Sscan(f[1], &a.Answer.Status)
			require.NoError(t, err)
			if len(f) > 2 {
				var at int
				_, err := fmt.Sscan(f[3], &at)
				require.NoError(t, err)
				p := bodies[f[2]]
				a.Answer.Body = fmt.Sprintf(`{"id":"u","name":%q,"email":%q,"updatedAt":%q}`, p.Name, p.Email, epoch.Add(time.Duration(at)*time.Second).Format(time.RFC3339))
				if a.Method == "POST" {
					a.Answer.Header = map[string][]string{"Location": {"/users/u"}}
				}
			}
		case '+':
			h.Effects = append(h.Effects, history.Effect{N: len(h.Effects) + 1, Name: "user." + f[1], Mark: "user." + f[1] + " u", By: n, Started: m})
		case '-':
			e := &h.Effects[len(h.Effects)-1]
			e.Ended, e.Outcome = m, history.Done
		}
	}
	return h
}

func TestRules(t *testing.T) {
	for _, tt := range []struct{ why, lines, broken string }{
		{"the same again changes nothing", ">1 PUT a; +1 created; -1 created; <1 201 a 1; >2 PUT a; <2 200 a 1", ""},
		{"updatedAt must not move", ">1 PUT a; +1 created; -1 created; <1 201 a 1; >2 PUT a; <2 200 a 5", "one-after-the-other"},
		{"a retry is no change to tell of", ">1 PUT a; +1 created; -1 created; <1 201 a 1; >2 PUT a; +2 updated; -2 updated; <2 200 a 1", "one-after-the-other"},
		{"another body is a change", ">1 PUT a; +1 created; -1 created; <1 201 a 1; >2 PUT b; +2 updated; -2 updated; <2 200 b 5", ""},
		{"a change must move updatedAt", ">1 PUT a; +1 created; -1 created; <1 201 a 1; >2 PUT b; +2 updated; -2 updated; <2 200 b 1", "one-after-the-other"},
		{"a change is told", ">1 PUT a; <1 201 a 0", "one-after-the-other"},
		{"the first to come need not be the first to change", ">1 PUT a; >2 PUT b; +2 created; -2 created; +1 updated; -1 updated; <1 200 a 5; <2 201 b 3", ""},
		{"a duplicate may tell in place of the first", ">1 PUT a; >2 PUT a; +2 created; -2 created; <1 201 a 2; <2 200 a 2", ""},
		{"two can not both create", ">1 PUT a; >2 PUT a; +1 created; -1 created; <1 201 a 2; <2 201 a 2", "one-after-the-other"},
		{"nobody is created twice", ">1 PUT a; >2 PUT a; +1 created; -1 created; +2 created; -2 created; <1 201 a 2; <2 201 a 2", "told-in-order"},
		{"a duplicate waits for the event", ">1 PUT a; +1 created; >2 PUT a; <2 200 a 1; -1 created; <1 201 a 1", "one-after-the-other"},
		{"a GET need not", ">1 PUT a; +1 created; >2 GET; <2 200 a 1; -1 created; <1 201 a 1", ""},
		{"an event must not be overtaken", ">1 PUT a; +1 created; >2 DELETE; +2 deleted; -2 deleted; <2 204; <1 201 a 1", "told-in-order"},
		{"who is deleted is gone", ">1 PUT a; +1 created; -1 created; <1 201 a 1; >2 DELETE; +2 deleted; -2 deleted; <2 204; >3 GET; <3 200 a 1", "one-after-the-other"},
		{"a second DELETE finds nobody", ">1 PUT a; +1 created; -1 created; <1 201 a 1; >2 DELETE; +2 deleted; -2 deleted; <2 204; >3 DELETE; <3 404", ""},
		{"who has left may have changed something", ">1 PUT a; +1 created; <1 gone; -1 created; >2 GET; <2 200 a 1", ""},
		{"or nothing", ">1 PUT a; <1 gone; >2 GET; <2 404", ""},
		{"but no change goes untold", ">1 PUT a; <1 gone; >2 GET; <2 200 a 1", "one-after-the-other"},
		{"409 makes way for another", ">1 PUT a; >2 PUT b; <2 409; +1 created; -1 created; <1 201 a 3", ""},
		{"and not for nobody", ">1 PUT a; <1 409", "conflict-only-in-flight"},
		{"a POST takes no id that is taken", ">1 PUT a; +1 created; -1 created; <1 201 a 1; >2 POST b; +2 updated; -2 updated; <2 201 b 5", "one-after-the-other"},
		{"a POST whose client has left made somebody", ">1 POST a; +1 created; <1 gone; -1 created", ""},
		{"nobody comes from nowhere", ">1 GET; <1 404; +1 created; -1 created", "one-after-the-other"},
	} {
		t.Run(tt.why, func(t *testing.T) {
			var names []string
			for _, v := range judge.All(tape(t, tt.lines), rules()) {
				names = append(names, v.Rule)
			}
			if tt.broken == "" {
				assert.Empty(t, names)
			} else {
				assert.Contains(t, names, tt.broken)
			}
		})
	}
}
