package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/runner"
)

// The README shows the stub's double charge as it is today; UPDATE=1 draws it anew.
func TestDoubleCharge(t *testing.T) {
	slow.Test(t)
	root, err := findRoot()
	require.NoError(t, err)
	got, err := (&kit{ctx: context.Background(), root: root}).doubleCharge(context.Background())
	require.NoError(t, err)
	path := filepath.Join(root, doubleCharge)
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), "kit picture draws it anew")
}

// The README shows the picture, and says it to those who do not see it.
func TestReadmeShowsThePicture(t *testing.T) {
	m := regexp.MustCompile(`!\[([^\]]{40,})\]\(` + regexp.QuoteMeta(doubleCharge) + `\)`).FindStringSubmatch(readme(t))
	require.NotNil(t, m, "an image of %s with a text of its own", doubleCharge)
}

// A report says where it is and exits as a test does, whatever it judges.
func TestReport(t *testing.T) {
	slow.Test(t)
	root := sandbox(t)
	dir := t.TempDir()
	broken := filepath.Join(dir, "broken.go")
	require.NoError(t, os.WriteFile(broken, []byte("package keys\n\nfunc New( {\n"), 0o644))
	for _, tt := range []struct {
		reason, from string
		code         int
		shows        []string
	}{
		{"a stub", "challenges/keys/keystest/testdata/stub", 1, []string{"<h2>Not held</h2>", "✗ 3 charges, want 1", "K9w-e2", "<title>keys: 0 of 1 promise held</title>"}},
		{"a reference, with a history of what holds", "solutions/keys", 0, []string{"<h2>Held</h2>", "K9w-a2", "1 charge", "FROM=solutions/keys"}},
		{"code that does not compile", broken, 1, []string{"the code does not compile", "broken.go:3"}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			page := filepath.Join(dir, "page.html")
			from := tt.from
			if !filepath.IsAbs(from) {
				t.Chdir(root)
			}
			var out bytes.Buffer
			assert.Equal(t, tt.code, runIn(context.Background(), root, []string{"report", "-c", "keys", "-p", "K9", "--from", from, "-o", page}, &screen{Writer: &out}))
			assert.Contains(t, out.String(), "The page: "+page)
			b, err := os.ReadFile(page)
			require.NoError(t, err)
			for _, s := range tt.shows {
				assert.Contains(t, string(b), s)
			}
		})
	}
	var out bytes.Buffer
	assert.Equal(t, 2, runIn(context.Background(), root, []string{"report", "-c", "keys", "-p", "K99", "-o", filepath.Join(dir, "none.html")}, &screen{Writer: &out}))
	assert.NoFileExists(t, filepath.Join(dir, "none.html"))
}

// The key p of make watch draws the first failure as wide as the screen is.
func TestWatchPicture(t *testing.T) {
	at := func(seq int) history.Moment { return history.Moment{Seq: seq} }
	h := &history.History{
		Attempts: []history.Attempt{{N: 1, Method: "POST", Key: "k1", Sent: at(1), Returned: at(4), EndedAt: at(4), End: history.Answered, Answer: history.Answer{Status: 201}}},
		Effects:  []history.Effect{{N: 1, Name: "charge", ID: "ch_1", By: 1, Outcome: history.Done, Started: at(2), Ended: at(3)}},
	}
	m := newWatchScreen(&watcher{k: &kit{out: &screen{}}, ch: challenges.Challenge{Name: "keys"}})
	m.width = 60
	_, err := m.picture()
	require.ErrorContains(t, err, "nothing was judged yet")
	m.now = &runner.Outcome{Report: harness.Report{Results: []harness.Result{
		{ID: "K1", Verdict: judge.Held, History: h},
		{ID: "K2", Story: "one charge", Verdict: judge.Broken, History: h},
	}}}
	text, err := m.picture()
	require.NoError(t, err)
	assert.Equal(t, `K2  one charge

       0s    ┌ #1 POST k1
             ├──────────────────────────────● charge ch_1
             └ 201

All of them on one page: make report C=keys
`, text)
}
