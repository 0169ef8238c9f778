package mock_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
)

func TestAProofIsReadBackAndAgrees(t *testing.T) {
	s := broken()
	b, err := json.Marshal(mock.Proof{Card: mock.Score(s), Session: s})
	require.NoError(t, err)
	var p mock.Proof
	require.NoError(t, json.Unmarshal(b, &p))
	assert.Empty(t, p.Differs("c1", true))
	assert.Len(t, p.Differs("c2", true), 1, "it carries other code")
	p.Card.Advice = mock.StrongHire
	assert.Len(t, p.Differs("c1", true), 1, "it was no hire")
	assert.Empty(t, p.Differs("c1", false), "another kit may advise otherwise")
	p.Card.Promises[1].Verdict = judge.Held
	assert.Equal(t, []string{"the card's figures are not those of its session"}, p.Differs("c1", false))
}

func TestVerdictsThatDiffer(t *testing.T) {
	run := func(c2 judge.Verdict) mock.Run {
		return mock.Run{Promises: map[string]judge.Verdict{"C1": judge.Held, "C2": c2}}
	}
	assert.Empty(t, run(judge.Held).Against(run(judge.Held), two().Promises))
	assert.Equal(t, []string{"C2 retry: held on the card, broken now"}, run(judge.Held).Against(run(judge.Broken), two().Promises))
	assert.Equal(t, []string{"C2 retry: held on the card, not judged now"}, run(judge.Held).Against(run(""), two().Promises))
	assert.Len(t, run(judge.Held).Against(mock.Run{Compile: "no"}, two().Promises), 1, "it compiled then")
}

func TestTheBellRingsWhileNobodyIsThere(t *testing.T) {
	x := newTape(two())
	assert.Equal(t, at(45), x.Bell())
	assert.Equal(t, "stub", x.Code(), "nothing was judged yet")
	x.happen(5, mock.Event{Kind: mock.Paused, Code: "c0"})
	x.happen(25, mock.Event{Kind: mock.Resumed, Code: "c0"})
	x.run(30, "C1")
	assert.Equal(t, at(65), x.Bell(), "a pause of twenty minutes")
	assert.Equal(t, "c1", x.Code(), "what the last run judged")
	x.happen(90, mock.Event{Kind: mock.Ended, Text: mock.EndAway, Code: "c9"})
	assert.Equal(t, "c9", x.Code(), "what was frozen")
	assert.Equal(t, 45*time.Minute, x.Elapsed(at(95)))
}

// A session that was damaged, or comes from elsewhere, is not worked with.
func TestValid(t *testing.T) {
	for _, tt := range []struct {
		reason string
		change func(s *mock.Session)
	}{
		{"no events", func(s *mock.Session) { s.Events = nil }},
		{"it does not begin with the start", func(s *mock.Session) { s.Events = s.Events[1:] }},
		{"no parts", func(s *mock.Session) { s.Parts = nil }},
		{"a promise of a part that is not there", func(s *mock.Session) { s.Promises[0].Part = 3 }},
		{"a part that is not there is shown", func(s *mock.Session) { s.Events[1].Part = 99 }},
		{"a run without its verdicts", func(s *mock.Session) { s.Events = append(s.Events, mock.Event{Kind: mock.Ran}) }},
		{"a hint for nothing", func(s *mock.Session) { s.Events = append(s.Events, mock.Event{Kind: mock.Hinted}) }},
	} {
		s := newTape(two()).Session
		require.True(t, s.Valid())
		tt.change(&s)
		assert.False(t, s.Valid(), tt.reason)
	}
}
