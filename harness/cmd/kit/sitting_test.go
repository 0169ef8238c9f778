package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/practice"
)

// seated is a mock interview of half an hour that began an hour ago and has judged once.
func seated(t *testing.T) (m *sitting, began time.Time) {
	began = time.Now().Add(-time.Hour)
	root := t.TempDir()
	m = &sitting{ch: challenges.Challenge{Name: "keys"}, k: &kit{root: root, store: practice.Open(root), now: time.Now}}
	saveKeys(t, m, "package keys // early\n", began)
	var err error
	m.file, m.s, err = mock.Begin(root, mock.Session{
		Challenge: "keys", Minutes: 30 * time.Minute, Level: 1,
		Promises: []mock.Promise{{ID: "K1", Level: 1, Part: 1}}, Parts: []mock.Part{{N: 1}},
	}, began, "stub")
	require.NoError(t, err)
	code, err := m.freeze()
	require.NoError(t, err)
	r := mock.Run{Code: code, Promises: map[string]judge.Verdict{"K1": judge.Held}}
	require.NoError(t, m.apply(m.s.Judged(began.Add(10*time.Minute), r)...))
	return m, began
}

func saveKeys(t *testing.T, m *sitting, text string, at time.Time) {
	path := filepath.Join(m.k.folder(m.ch).Dir(), "keys.go")
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	require.NoError(t, os.Chtimes(path, at, at))
}

func TestWhatIsSavedAfterTheBellDoesNotCount(t *testing.T) {
	for _, tt := range []struct {
		reason string
		saved  time.Duration // after the start
		want   string
	}{
		{"saved in time, and not judged", 20 * time.Minute, "package keys // late\n"},
		{"saved after the bell: the last run's code counts", 40 * time.Minute, "package keys // early\n"},
	} {
		m, began := seated(t)
		saveKeys(t, m, "package keys // late\n", began.Add(tt.saved))
		require.NoError(t, (&mockCmd{}).resume(m))
		assert.Equal(t, mock.EndAway, m.s.End(), tt.reason)
		b, err := os.ReadFile(filepath.Join(m.file.Code(m.s.Code()), "keys.go"))
		require.NoError(t, err)
		assert.Equal(t, tt.want, string(b), tt.reason)
	}
}

func TestAMockInterviewGoesOnAsItBegan(t *testing.T) {
	m, _ := seated(t)
	for _, c := range []mockCmd{{Minutes: 45}, {Level: 3}, {Seed: 9}} {
		require.ErrorContains(t, c.resume(m), "is running: go on with make mock C=keys")
	}
}

// Until the bell the commands that show more than ids refuse, and a hint has its price.
func TestHintsHaveAPrice(t *testing.T) {
	m, began := seated(t)
	m.k.now = func() time.Time { return began.Add(12 * time.Minute) }
	charge, err := m.k.price(m.ch, "K1")
	require.NoError(t, err)
	require.NoError(t, charge(2))
	s, err := m.file.Read()
	require.NoError(t, err)
	assert.Equal(t, []mock.Hint{{At: 12 * time.Minute, Promise: "K1", N: 2}}, mock.Score(s).Hints)
	_, err = m.k.price(m.ch, "K2")
	require.ErrorContains(t, err, "does not ask for it yet")

	require.NoError(t, m.pause())
	_, err = m.k.price(m.ch, "K1")
	require.ErrorContains(t, err, "is paused")
	m.s, err = m.file.Read()
	require.NoError(t, err)
	require.NoError(t, m.end(mock.EndEarly))
	charge, err = m.k.price(m.ch, "K2")
	require.NoError(t, err, "it is over")
	require.NoError(t, charge(1))
	s, err = m.file.Read()
	require.NoError(t, err)
	assert.Len(t, mock.Score(s).Hints, 1, "and costs nothing any more")
}
