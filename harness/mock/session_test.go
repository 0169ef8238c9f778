package mock_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/mock"
)

// start is when every session of these tests begins.
var start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func at(minutes float64) time.Time { return start.Add(time.Duration(minutes * float64(time.Minute))) }

func minutes(m float64) time.Duration { return time.Duration(m * float64(time.Minute)) }

// two is a session of a challenge in two parts, as it is before it begins.
func two() mock.Session {
	return mock.Session{
		Challenge: "checkout", Minutes: 45 * time.Minute, Level: 3, Seed: 7, Suite: "s1",
		Promises: []mock.Promise{{ID: "C1", Name: "happy-path", Level: 1, Part: 1}, {ID: "C2", Name: "retry", Level: 1, Part: 1}, {ID: "C14", Name: "duplicates", Level: 2, Part: 2}},
		Parts:    []mock.Part{{N: 1}, {N: 2, Due: 20 * time.Minute}},
	}
}

func begun(t *testing.T, events ...mock.Event) (string, mock.File, mock.Session) {
	t.Helper()
	root := t.TempDir()
	f, s, err := mock.Begin(root, two(), start, "stub")
	require.NoError(t, err)
	if len(events) > 0 {
		s, err = f.Append(events...)
		require.NoError(t, err)
	}
	return root, f, s
}

func TestClock(t *testing.T) {
	for _, tt := range []struct {
		reason string
		events []mock.Event
		now    float64
		want   float64
	}{
		{"it starts at nought", nil, 0, 0},
		{"it runs", nil, 10, 10},
		{"it runs while no terminal is open", []mock.Event{{At: at(5), Kind: mock.Closed}, {At: at(25), Kind: mock.Reopened}}, 30, 30},
		{"it stands in a pause", []mock.Event{{At: at(5), Kind: mock.Paused}}, 30, 5},
		{"and goes on after it", []mock.Event{{At: at(5), Kind: mock.Paused}, {At: at(25), Kind: mock.Resumed}}, 30, 10},
		{"closing the terminal in a pause does not start it", []mock.Event{{At: at(5), Kind: mock.Paused}, {At: at(6), Kind: mock.Closed}, {At: at(20), Kind: mock.Reopened}}, 30, 5},
		{"it stands after the end", []mock.Event{{At: at(12), Kind: mock.Ended}}, 30, 12},
		{"and does not pass the bell", []mock.Event{{At: at(90), Kind: mock.Ended}}, 95, 45},
		{"a machine's clock that is set back does not turn it back", []mock.Event{{At: at(10), Kind: mock.Noted}}, 2, 10},
	} {
		_, _, s := begun(t, tt.events...)
		assert.Equal(t, minutes(tt.want), s.Elapsed(at(tt.now)), tt.reason)
		assert.Equal(t, minutes(45-tt.want), s.Left(at(tt.now)), tt.reason)
	}
}

func TestASessionIsFoundAgain(t *testing.T) {
	root, f, s := begun(t, mock.Event{At: at(3), Kind: mock.Hinted, Promises: []string{"C2"}, Hint: 1})
	for _, challenge := range []string{"checkout", ""} {
		found, again, err := mock.Running(root, challenge)
		require.NoError(t, err)
		assert.Equal(t, f, found)
		assert.Empty(t, cmp.Diff(s, again), "(-want +got)")
	}
	_, _, err := mock.Running(root, "keys")
	require.ErrorIs(t, err, mock.ErrNone)

	_, err = f.Append(mock.Event{At: at(9), Kind: mock.Ended, Text: mock.EndEarly}, mock.Event{At: at(10), Kind: mock.LastJudged, Run: &mock.Run{}})
	require.NoError(t, err)
	_, _, err = mock.Running(root, "checkout")
	require.NoError(t, err, "it has no card yet")
	require.NoError(t, os.WriteFile(filepath.Join(f.Dir, mock.CardPage), nil, 0o644))
	_, _, err = mock.Running(root, "checkout")
	require.ErrorIs(t, err, mock.ErrNone, "it is finished")
}

func TestPartsAndWhatTheyAsk(t *testing.T) {
	_, _, s := begun(t)
	assert.Equal(t, 1, s.Part())
	assert.Equal(t, []string{"C1", "C2"}, s.Asked(s.Part()))
	_, _, s = begun(t, mock.Event{At: at(9), Kind: mock.Unlocked, Part: 2})
	assert.Equal(t, 2, s.Part())
	assert.Equal(t, []string{"C1", "C2", "C14"}, s.Asked(s.Part()))
}

// Several programs add to one session, and nothing gets lost.
func TestAppendFromEverywhere(t *testing.T) {
	root, f, _ := begun(t)
	var wg sync.WaitGroup
	for n := range 20 {
		wg.Go(func() { assert.NoError(t, f.Note(at(float64(20-n)), fmt.Sprint(n))) })
	}
	wg.Wait()
	_, s, err := mock.Running(root, "")
	require.NoError(t, err)
	require.Len(t, s.Events, 22)
	for i := range s.Events[1:] {
		assert.False(t, s.Events[i+1].At.Before(s.Events[i].At), "events are in order of time")
	}
}

func TestOneTerminalOwnsASession(t *testing.T) {
	root := t.TempDir()
	release, err := mock.Own(root, "keys")
	require.NoError(t, err)
	_, err = mock.Own(root, "keys")
	require.ErrorIs(t, err, mock.ErrOwned)
	release()
	release, err = mock.Own(root, "keys")
	require.NoError(t, err)
	release()
}

func TestUnreadableSessions(t *testing.T) {
	for _, tt := range []struct{ reason, text, want string }{
		{"torn by hand", "{ torn", "move its folder away"},
		{"written by a later kit", `{"version":99}`, "update the kit"},
		{"something else", `{}`, "is no session"},
	} {
		root, f, _ := begun(t)
		path := filepath.Join(f.Dir, "session.json")
		require.NoError(t, os.WriteFile(path, []byte(tt.text), 0o644))
		_, _, err := mock.Running(root, "")
		require.ErrorContains(t, err, tt.want, tt.reason)
		require.ErrorContains(t, f.Note(at(1), "x"), tt.want, tt.reason)
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, tt.text, string(b), "%s: it is not written over", tt.reason)
	}
}
