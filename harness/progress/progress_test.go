package progress_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/internal/browser"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/progress"
	"example.com/idempotency/harness/timeline"
)

// card is an interview on the n-th day whose broken promises are named; those of parts that were not
// reached are in unreached.
func card(t *testing.T, n int, challenge, advice string, broken, unreached []string) mock.Card {
	t.Helper()
	c := mock.Card{
		Challenge: challenge, Began: time.Date(2026, 1, n, 9, 0, 0, 0, time.Local), Minutes: 30 * time.Minute,
		Took: time.Duration(20+n) * time.Minute, Advice: advice, Hints: make([]mock.Hint, n%3),
	}
	letter := map[string]string{"keys": "K", "users": "U", "checkout": "C", "expiry": "E"}[challenge]
	for _, p := range promises(t) {
		if !strings.HasPrefix(p.ID, letter) {
			continue
		}
		v := judge.Held
		switch {
		case slices.Contains(unreached, p.ID):
			v = ""
		case slices.Contains(broken, p.ID):
			v = judge.Broken
		}
		c.Promises = append(c.Promises, mock.Scored{Promise: p, Verdict: v})
	}
	require.NotEmpty(t, c.Promises)
	return c
}

// several are five interviews, not in their order.
func several(t *testing.T) []mock.Card {
	return []mock.Card{
		card(t, 4, "users", mock.Hire, []string{"U18"}, nil),
		card(t, 1, "keys", mock.NoHire, []string{"K2", "K9", "K10", "K11", "K12", "K14", "K15", "K16", "K17", "K18", "K19", "K20", "K23"}, nil),
		card(t, 2, "keys", mock.LeanNo, []string{"K9", "K15", "K16", "K17", "K20", "K23"}, nil),
		card(t, 3, "keys", mock.Hire, []string{"K16", "K20", "K23"}, nil),
		card(t, 5, "expiry", mock.LeanNo, []string{"E10", "E26", "E29", "E36"}, []string{"E32", "E33"}),
	}
}

var ready = []string{"keys", "expiry", "users", "checkout"}

// The text is golden; UPDATE=1 writes it anew.
func TestPrint(t *testing.T) {
	var b bytes.Buffer
	progress.Of(several(t), ready).Print(&b, timeline.Style{})
	path := filepath.Join("testdata", "progress.txt")
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.WriteFile(path, b.Bytes(), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Empty(t, cmp.Diff(string(want), b.String()), "(-want +got)")
}

// What is late is apart from what was before, and what was not reached does not count.
func TestTrends(t *testing.T) {
	s := progress.Of(several(t), ready)
	began := []string{}
	for _, m := range s.Mocks {
		began = append(began, m.Challenge)
	}
	assert.Equal(t, []string{"keys", "keys", "keys", "users", "expiry"}, began, "the oldest first")
	for _, k := range s.Kinds {
		if k.Name == string(progress.Expiry) {
			require.Len(t, k.Points, 1, "only one of them asks about expiry")
			assert.Equal(t, 4, k.Points[0].Mock)
			assert.Equal(t, mock.Tally{}, k.Before)
			for _, p := range promises(t) {
				if strings.HasPrefix(p.ID, "E") && progress.KindOf(p) == progress.Expiry {
					k.Points[0].Of--
				}
			}
			assert.Equal(t, -2, k.Points[0].Of, "two promises were not reached")
		}
	}
}

func TestNext(t *testing.T) {
	all := func(name string) mock.Card { return card(t, 9, name, mock.StrongHire, nil, nil) }
	for _, tt := range []struct {
		reason string
		cards  []mock.Card
		ready  []string
		want   []string
	}{
		{"what did not go well is sat again", several(t), ready, []string{
			"Weakest of late: failure, 9 of 14 held.",
			"Not held: E26 unknown (once), E29 client-leaves (once), U18 client-leaves (once). For a hint: make hint P=E26",
			"Next: make mock C=expiry, since it did not go well the last time.",
		}},
		{"else what was not sat yet, in the order of the challenges", several(t)[:4], ready, []string{
			"Weakest of late: failure, 7 of 14 held.",
			"Not held: K16 unknown (2 times), K20 waiters (2 times), U18 client-leaves (once). For a hint: make hint P=K16",
			"Next: make mock C=expiry, since you have not sat it yet.",
		}},
		{"else what went worst", append(several(t)[3:4], all("expiry"), all("users"), all("checkout")), ready, []string{
			"Next: make mock C=keys, since it is the one that went worst when you last sat it.",
		}},
		{"a storm breaks with any other promise and is no weakness of its own", []mock.Card{card(t, 1, "keys", mock.Hire, []string{"K23"}, nil)}, []string{"keys"}, []string{
			"Next: make mock C=keys, since it is the one that went worst when you last sat it.",
		}},
		{"what an interviewer added has no hints", []mock.Card{{Challenge: "keys", Advice: mock.Hire, Promises: []mock.Scored{
			{Promise: mock.Promise{ID: "X2", Name: "refused-twice", Level: 3}, Verdict: judge.Broken},
		}}}, nil, []string{
			"Weakest of late: failure, 0 of 1 held.",
			"Not held: X2 refused-twice (once).",
		}},
		{"a challenge that is no more there is not advised", []mock.Card{card(t, 1, "keys", mock.NoHire, []string{"K1"}, nil)}, []string{"users"}, []string{
			"Weakest of late: correctness, 7 of 8 held.",
			"Not held: K1 happy-path (once). For a hint: make hint P=K1",
			"Next: make mock C=users, since you have not sat it yet.",
		}},
		{"nothing is left", []mock.Card{all("keys")}, []string{"keys"}, []string{
			"Everything held when you last sat it. Another seed finds other schedules: make mock C=checkout SEED=7",
		}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			assert.Empty(t, cmp.Diff(tt.want, progress.Of(tt.cards, tt.ready).Next.Lines()), "(-want +got)")
		})
	}
}

func TestInBrowser(t *testing.T) {
	slow.Test(t)
	b := browser.Start(t)
	hostile := card(t, 6, "keys", "<b>hire\x1b[2J", []string{"K16"}, nil)
	hostile.Challenge = `<script>document.title='owned'</script>`
	hostile.Promises[0].ID, hostile.Promises[0].Verdict = `"><img src=x onerror=alert(1)>`, judge.Broken
	for name, cards := range map[string][]mock.Card{"several": several(t), "one": several(t)[:1], "hostile": append(several(t), hostile)} {
		var page bytes.Buffer
		require.NoError(t, progress.Of(cards, ready).Write(&page))
		assert.NotContains(t, page.String(), "\x1b")
		path := filepath.Join(t.TempDir(), name+".html")
		require.NoError(t, os.WriteFile(path, page.Bytes(), 0o644))
		for _, look := range []struct {
			width  int
			scheme string
		}{{360, "dark"}, {1280, "light"}} {
			t.Run(fmt.Sprintf("progress-%s-%d", name, look.width), func(t *testing.T) {
				tab := b.Open(t, "file://"+path, look.width, look.scheme)
				tab.Shot(t)
				tab.Inert(t, "file://"+path)
			})
		}
	}
}
