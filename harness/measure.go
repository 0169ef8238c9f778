package harness

import (
	"sync/atomic"
	"testing"
	"time"
)

// A Work is traffic whose cost is measured, one request after the other: make compare shows it.
type Work struct {
	Name    string              // "first request"
	Request func(i int) Request // the i-th, from 0: equal requests are replays
}

// A Cost is what one request of a Work takes, that of the client that sends it included.
type Cost struct {
	Name   string        `json:"name"`
	Time   time.Duration `json:"time"`
	Allocs int64         `json:"allocs"`
	Bytes  int64         `json:"bytes"` // allocated
}

// Measure measures the handlers that b builds, on the machine's clock and with effects that are done
// at once.
func (s Suite) Measure(b Builder) []Cost {
	var out []Cost
	for _, work := range s.Work {
		r := testing.Benchmark(func(tb *testing.B) {
			w := newWorld(new(atomic.Int64), "measure")
			defer w.quit()
			w.setFlooded(true)
			c := &Client{World: w, handler: b(w)}
			tb.ReportAllocs()
			for i := 0; tb.Loop(); i++ {
				p := &Pending{c: c, rec: newRecorder(), done: make(chan struct{})}
				c.handler.ServeHTTP(p.rec, c.build(work.Request(i), p))
			}
		})
		out = append(out, Cost{Name: work.Name, Time: time.Duration(r.NsPerOp()), Allocs: r.AllocsPerOp(), Bytes: r.AllocedBytesPerOp()})
	}
	return out
}
