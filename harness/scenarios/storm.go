package scenarios

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness"
)

// Storm: any traffic.
func (o Operation) Storm() harness.Scenario {
	s := o.scenario(3, "storm", "whatever the order of retries, duplicates, failures and disconnects")
	s.Storm = &harness.Storm{Draw: o.draw}
	s.Proves = overlapped
	return s
}

var (
	gaps   = []time.Duration{1, 1, 1, time.Millisecond, time.Second, time.Second + 1, 3 * time.Second, time.Hour}
	takes  = []time.Duration{0, time.Second, 2 * time.Second}
	fates  = []harness.Fate{"", "", "", "", "", harness.Refuse, harness.Refuse, harness.LoseBefore, harness.LoseAfter, harness.Panic}
	leaves = []time.Duration{0, 0, 0, 0, 0, 0, 1, 500 * time.Millisecond}
)

func (o Operation) draw(t *rapid.T, key func(string) string) harness.Weather {
	wx := harness.Weather{Takes: rapid.SampledFrom(takes).Draw(t, "takes")}
	wx.Fates = rapid.SliceOfN(rapid.SampledFrom(o.fates(fates...)), 0, 5).Draw(t, "fates")
	n := rapid.IntRange(1, 10).Draw(t, "requests")
	for range n {
		k := rapid.IntRange(1, 3).Draw(t, "key")
		r := o.Request(key(fmt.Sprint("k", k)), int64(k)*100)
		if rapid.IntRange(0, 4).Draw(t, "caller") == 4 {
			r = o.Request(key(fmt.Sprint("k", k)), int64(k)*100+1)
			r.Caller = "bob"
		}
		switch rapid.IntRange(0, 15).Draw(t, "odd") {
		case 13:
			r.CutBody, r.Void, r.Note = 1+len(r.Body)/2, true, "the body breaks off"
		case 14:
			r.CutAnswer, r.Note = 10, "the client leaves while it is answered"
		case 15:
			r.Slow = true
		}
		wx.Moves = append(wx.Moves, harness.Move{
			After:   rapid.SampledFrom(gaps).Draw(t, "gap"),
			Leaves:  rapid.SampledFrom(leaves).Draw(t, "leaves"),
			Request: r,
		})
	}
	return wx
}
