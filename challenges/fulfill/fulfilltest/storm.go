package fulfilltest

import (
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness"
)

func storm() harness.Scenario {
	s := scenario(3, "storm", "whatever the order of requests, duplicates, failures and disconnects")
	s.Storm = &harness.Storm{Draw: draw}
	s.Proves = overlapped
	return s
}

var (
	gaps   = []time.Duration{1, 1, 1, time.Millisecond, time.Second, time.Second + 1, 3 * time.Second, time.Hour}
	takes  = []time.Duration{0, time.Second, 2 * time.Second}
	fates  = []harness.Fate{"", "", "", "", harness.Refuse, harness.Refuse, harness.Refuse, harness.LoseBefore, harness.LoseAfter, harness.Panic}
	leaves = []time.Duration{0, 0, 0, 0, 0, 0, 1, 500 * time.Millisecond}
	drawn  = []order{paid(1), paid(1), paid(1), paid(2), paid(2), paid(3), pending, fulfilled, cancelled, returned}
)

// draw draws requests for few orders, and asks every paid one for its state in the end.
func draw(t *rapid.T, key func(string) string) harness.Weather {
	wx := harness.Weather{Setting: every, Takes: rapid.SampledFrom(takes).Draw(t, "takes")}
	wx.Fates = rapid.SliceOfN(rapid.SampledFrom(fates), 0, 5).Draw(t, "fates")
	asked := map[string]bool{}
	var last []harness.Move
	for range rapid.IntRange(1, 10).Draw(t, "requests") {
		o := rapid.SampledFrom(drawn).Draw(t, "order")
		r, x := fulfill(key, o), cancel(key, o)
		if !asked[o.name] {
			asked[o.name] = true
			last = append(last, harness.Move{After: time.Hour, Request: r}, harness.Move{After: time.Hour, Request: x})
		}
		if rapid.IntRange(0, 4).Draw(t, "cancel") >= 3 {
			r = x
		}
		if rapid.IntRange(0, 15).Draw(t, "odd") == 15 {
			r.CutAnswer, r.Note = 10, "the client leaves while it is answered"
		}
		wx.Moves = append(wx.Moves, harness.Move{
			After:   rapid.SampledFrom(gaps).Draw(t, "gap"),
			Leaves:  rapid.SampledFrom(leaves).Draw(t, "leaves"),
			Request: r,
		})
	}
	wx.Moves = append(wx.Moves, last...)
	return wx
}
