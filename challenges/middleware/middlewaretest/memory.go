package middlewaretest

import (
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/harness"
)

// crashing is a stage whose handler panics where the request asks for it, behind one that recovers.
func crashing(w *harness.World, idem idempotent) http.Handler {
	const ttl = 10 * time.Minute
	w.KeysLive(ttl)
	inner := idem(config{TTL: ttl, Context: w.Context()})(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Crash") != "" {
			panic(errOwn)
		}
		orders{w, ""}.ServeHTTP(rw, r)
	}))
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() != nil {
				http.Error(rw, "it panicked", http.StatusInternalServerError)
			}
		}()
		inner.ServeHTTP(rw, r)
	})
}

// memoryComesBack: as for every key, and a key whose run panicked leaves nothing at all.
func memoryComesBack() harness.Scenario {
	s := pay.MemoryComesBack()
	s.Cases[0].Name = "of answers"
	s.Cases = append(s.Cases, on(crashing, "of panics", func(c *harness.Client) {
		const many = 3000
		flood := func(n int, name, what string, change func(r harness.Request) harness.Request) int64 {
			c.Flood(n, what, func(i int) harness.Request {
				return change(pay.Request(fmt.Sprintf("%s-%d-%0200d", c.Key(name), i, i), 99))
			})
			c.Settle()
			return c.Heap()
		}
		served := func(r harness.Request) harness.Request { return r.Expect(pay.Created) }
		crashed := func(r harness.Request) harness.Request {
			r.Header = http.Header{"X-Crash": {"yes"}}
			return r.Expect(http.StatusInternalServerError)
		}
		r := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
		c.Send(r)
		empty := c.Heap()
		before := flood(many, "first", "other requests", served)
		flood(2*many, "crash", "requests whose handler panics", crashed)
		for range 25 {
			c.Advance(time.Hour)
		}
		c.Send(r)
		after := flood(many, "last", "other requests", served)
		c.Cost(fmt.Sprintf("bytes of memory for %d keys whose run panicked, where %d live ones hold %d", 2*many, many, before-empty), after-before, max((before-empty)/2, 1<<19))
	}))
	return s
}
