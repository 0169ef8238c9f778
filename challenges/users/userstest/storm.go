package userstest

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness"
)

func storm() harness.Scenario {
	s := scenario(3, "storm", "whatever the order of PUTs, POSTs, GETs, DELETEs, duplicates and disconnects: for each user it is as if its requests had run one after the other")
	s.Storm = &harness.Storm{Draw: draw}
	s.Proves = overlapped
	return s
}

var (
	gaps   = []time.Duration{1, 1, 1, time.Millisecond, time.Second, time.Second + 1, 3 * time.Second, time.Hour}
	takes  = []time.Duration{0, time.Second, 2 * time.Second}
	leaves = []time.Duration{0, 0, 0, 0, 0, 0, 1, 500 * time.Millisecond}
	people = []person{ann, ann, bob, cid}
)

// draw draws requests for few users with few bodies, and looks at every user in the end.
func draw(t *rapid.T, key func(string) string) harness.Weather {
	wx := harness.Weather{Takes: rapid.SampledFrom(takes).Draw(t, "takes")}
	for range rapid.IntRange(1, 12).Draw(t, "requests") {
		id := key(fmt.Sprint("u", rapid.IntRange(1, 2).Draw(t, "user")))
		p := rapid.SampledFrom(people).Draw(t, "person")
		r := put(id, p)
		switch rapid.IntRange(0, 11).Draw(t, "method") {
		case 6, 7:
			r = del(id)
		case 8, 9:
			r = get(id)
		case 10:
			r = head(id)
		case 11:
			r = post(p)
		}
		switch rapid.IntRange(0, 15).Draw(t, "odd") {
		case 13:
			if r.Body != "" {
				r.CutBody, r.Void, r.Note = len(r.Body)/2, true, "the body breaks off"
			}
		case 14:
			if r.Method == "PUT" {
				r.CutAnswer, r.Note = 10, "the client leaves while it is answered"
			}
		case 15:
			r.Slow = true
		}
		wx.Moves = append(wx.Moves, harness.Move{
			After:   rapid.SampledFrom(gaps).Draw(t, "gap"),
			Leaves:  rapid.SampledFrom(leaves).Draw(t, "leaves"),
			Request: r,
		})
	}
	for n := range 2 {
		wx.Moves = append(wx.Moves, harness.Move{After: time.Hour, Request: get(key(fmt.Sprint("u", n+1)))})
	}
	return wx
}
