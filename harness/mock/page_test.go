package mock_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/internal/browser"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/timeline"
)

// twice is what still breaks: one key, two charges.
var twice = timeline.Scene{
	ID: "C2", Story: "a retry <script>document.title='owned'</script> is no second order", Level: 1, Part: 1, Verdict: judge.Broken,
	Violations: []judge.Violation{{Rule: "at-most-once", Subject: "orders", Got: "2", Want: "1"}},
	History: &history.History{
		Attempts: []history.Attempt{order(1), order(2)},
		Effects:  []history.Effect{made(1), made(2)},
	},
}

func moment(n int) history.Moment { return history.Moment{Seq: n, At: time.Duration(n) * time.Second} }

func order(n int) history.Attempt {
	return history.Attempt{
		N: n, Intent: "k1", Method: "POST", Path: "/orders", Key: "k1", Sent: moment(4 * n), Returned: moment(4*n + 3), End: history.Answered, EndedAt: moment(4*n + 3),
		Answer: history.Answer{Status: 201, Body: fmt.Sprintf(`{"id":"ord_%d"}`, n)},
	}
}

func made(n int) history.Effect {
	return history.Effect{N: n, Name: "order", ID: fmt.Sprint("ord_", n), By: n, Outcome: history.Done, Moved: true, Started: moment(4*n + 1), Ended: moment(4*n + 2)}
}

// broken is the eventful session with what still breaks.
func broken() mock.Session {
	s := eventful()
	for i, e := range s.Events {
		if e.Kind == mock.LastJudged {
			s.Events[i].Failures = []timeline.Scene{twice}
		}
	}
	return s
}

func written(t *testing.T, s mock.Session) string {
	t.Helper()
	text, err := os.ReadFile("../../challenges/checkout/INTERVIEW.md")
	require.NoError(t, err)
	g, err := interview.ParseGuide(string(text))
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, mock.Score(s).Page(&b, mock.Log(s), "Orders, payments, refunds", g))
	return b.String()
}

func TestPage(t *testing.T) {
	doc := written(t, broken())
	for _, part := range []string{
		"no hire", "paused for 10 min at 10:00, and the code was changed meanwhile", "Level 1, correct: 1 of 2 held.", `href="#C2"`, "hint 1 for C2 at 05:00",
		"first request", "seed 7", "make verify CARD=card.json", "fencing token", "Hints given count", "&lt;script&gt;", `sketches\x1b[2J first`,
	} {
		assert.True(t, strings.Contains(doc, part), "the page does not show %q", part)
	}
	assert.False(t, strings.Contains(doc, "<script"), "what was recorded is text")
}

// sessions that are looked at in a browser.
func sessions() map[string]mock.Session {
	unseen := newTape(two())
	unseen.end(45, mock.EndBell)
	long := two()
	long.Minutes = 3 * time.Hour
	for n := range 60 {
		long.Promises = append(long.Promises, mock.Promise{ID: fmt.Sprint("C", n+20), Name: "one-of-many", Level: 1 + n%3, Part: 1 + n/30})
	}
	x := newTape(long)
	for n := range 90 {
		x.run(float64(n*2), x.Asked(1)[n%5:]...)
	}
	x.end(179, mock.EndEarly, x.Asked(1)...)
	return map[string]mock.Session{"eventful": broken(), "nothing": unseen.Session, "long": x.Session}
}

// KIT_SHOTS=dir keeps pictures of what was seen, to be looked at.
func TestPageInBrowser(t *testing.T) {
	slow.Test(t)
	b := browser.Start(t)
	for name, s := range sessions() {
		path := filepath.Join(t.TempDir(), name+".html")
		require.NoError(t, os.WriteFile(path, []byte(written(t, s)), 0o644))
		for _, look := range []struct {
			width  int
			scheme string
		}{{360, "light"}, {1280, "dark"}, {1280, "light"}, {360, "dark"}} {
			t.Run(fmt.Sprintf("%s-%d-%s", name, look.width, look.scheme), func(t *testing.T) {
				tab := b.Open(t, "file://"+path, look.width, look.scheme)
				tab.Shot(t)
				tab.Inert(t, "file://"+path)
				tab.Eval(t, `document.querySelector('[name=r0][value="3"]').click(), document.querySelector('[name=r1][value="4"]').click()`)
				assert.Equal(t, "2", tab.Eval(t, "document.querySelectorAll('.rubric :checked').length"), "two criteria are scored")
			})
		}
	}
}
