package middlewaretest

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// told is an attempt that was answered.
func told(n int, path, note string, status int, body string, header map[string][]string) history.Attempt {
	return history.Attempt{
		N: n, Path: path, Note: note, Mark: "order 1", End: history.Answered,
		Answer: history.Answer{Status: status, Body: body, Size: int64(len(body)), Header: header},
	}
}

func made(id string) map[string][]string {
	return map[string][]string{"Content-Type": {"application/json"}, "Location": {"/orders/" + id}}
}

func id(v ...string) map[string][]string { return map[string][]string{"X-Request-Id": v} }

// Each rule of the challenge's own, with legal histories and illegal ones.
func TestRules(t *testing.T) {
	runs := []history.Effect{{N: 1, ID: "run_1", Mark: "order 1"}, {N: 2, ID: "run_2", Mark: "order 2"}}
	const tag = "a note, X-Request-Id: "
	for _, tt := range []struct {
		reason string
		rule   judge.Rule
		as     []history.Attempt
		want   []string
	}{
		{"a run's answer", handlersAnswer(), []history.Attempt{told(1, "", "", 201, answerTo("run_1", "order 1"), made("run_1"))}, nil},
		{"another status is another rule's", handlersAnswer(), []history.Attempt{told(1, "", "", 409, "running", nil)}, nil},
		{
			"a success that nobody wrote", handlersAnswer(),
			[]history.Attempt{told(1, "", "", 201, "", made("run_1"))},
			[]string{`answer to #1 = "", want that of a run for "order 1"`},
		},
		{
			"a run's body without its Location", handlersAnswer(),
			[]history.Attempt{told(1, "", "", 201, answerTo("run_1", "order 1"), nil)},
			[]string{`answer to #1 = "{\"id\":\"run_1\",\"order\":\"order 1\"}", want that of a run for "order 1"`},
		},
		{
			"somebody else's answer", handlersAnswer(),
			[]history.Attempt{told(1, "", "", 201, answerTo("run_2", "order 2"), made("run_2"))},
			[]string{`answer to #1 = that of run_2, which was for "order 2", want that of a run for "order 1"`},
		},

		{"its own id, or the first one's", tagged(), []history.Attempt{told(1, "", tag+"r1", 200, "", id("r1")), told(2, "", tag+"r2", 200, "", id("r2")), told(3, "", tag+"r3", 200, "", id("r1"))}, nil},
		{"no answer, no id", tagged(), []history.Attempt{{N: 1, End: history.Dropped}}, nil},
		{"no id", tagged(), []history.Attempt{told(2, "", tag+"r2", 200, "", nil)}, []string{`header X-Request-Id of #2, which an outer handler set = [], want one value`}},
		{"both ids", tagged(), []history.Attempt{told(2, "", tag+"r2", 200, "", id("r2", "r1"))}, []string{`header X-Request-Id of #2, which an outer handler set = ["r2" "r1"], want one value`}},
		{"an id of somebody in between", tagged(), []history.Attempt{told(3, "", tag+"r3", 200, "", id("r2"))}, []string{`header X-Request-Id of #3, which an outer handler set = ["r2"], want one value`}},

		{"taken over, each time", hijacked(), []history.Attempt{told(1, "/connection", "", 200, "run 1: taken over", nil), told(2, "/connection", "", 200, "run 2: taken over", nil)}, nil},
		{"not supported, and replayed", hijacked(), []history.Attempt{told(1, "/connection", "", 501, "run 1: no connection to take", nil), told(2, "/connection", "", 501, "run 1: no connection to take", nil)}, nil},
		{
			"an empty success stored", hijacked(),
			[]history.Attempt{told(1, "/connection", "", 200, "run 1: taken over", nil), told(2, "/connection", "", 200, "", nil)},
			[]string{`body of #2 = "", want "run 2: taken over"`},
		},
		{
			"not supported, and run again", hijacked(),
			[]history.Attempt{told(1, "/connection", "", 501, "run 1: no connection to take", nil), told(2, "/connection", "", 501, "run 2: no connection to take", nil)},
			[]string{`body of #2 = "run 2: no connection to take", want "run 1: no connection to take"`},
		},

		{"a header that does not count", without("X-Request-Id", judge.SameBytes(cell, fields...)), []history.Attempt{told(1, "/answers/a", "", 200, "", id("r1")), told(2, "/answers/a", "", 200, "", id("r2"))}, nil},
		{
			"a status that does", without("X-Request-Id", judge.SameBytes(cell, fields...)),
			[]history.Attempt{told(1, "/answers/a", "a", 200, "", id("r1")), told(2, "/answers/a", "a", 204, "", id("r1"))},
			[]string{`status of #2 (a), beside #1 = 204, want 200`},
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			var got []string
			for _, v := range judge.All(&history.History{Attempts: tt.as, Effects: runs}, []judge.Rule{tt.rule}) {
				got = append(got, v.String())
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("violations (-want +got)\n%s", d)
			}
		})
	}
}

// A Config is known by the names of its fields: their order, and what else there is, does not matter.
func TestConfigOf(t *testing.T) {
	type reordered struct {
		Log      bool
		Context  context.Context
		Caller   func(*http.Request) string
		Methods  []string
		Optional bool
		Header   string
		TTL      time.Duration
	}
	if got := configOf[reordered](config{Header: "X-Key", Optional: true}); got.Header != "X-Key" || !got.Optional {
		t.Errorf("config = %+v, want Header X-Key and Optional", got)
	}
	defer func() {
		const want = "the type Config has no field TTL time.Duration: the README pins its shape"
		if got := recover(); got != want {
			t.Errorf("panic of a Config without fields = %v, want %q", got, want)
		}
	}()
	configOf[struct{}](config{})
}
