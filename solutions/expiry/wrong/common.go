package wrong

import (
	"context"
	"io"
	"maps"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions/internal/payments"
)

// All in this file is right. A wrong answer takes from it what it does not get wrong itself.

// A payer answers one valid request. No answer means that the client has left.
type payer func(ctx context.Context, req payments.Request) payments.Answer

// serve answers what payments.Read admits.
func serve(pay payer) http.Handler { return serveWith(payments.Read, pay) }

// A reader reads a request. When it is not valid, the reader answers it and returns false.
type reader func(w http.ResponseWriter, r *http.Request) (payments.Request, bool)

// keyBy reads the key of a request by f, and all else as it should be.
func keyBy(f func(r *http.Request) (string, error)) reader {
	return func(w http.ResponseWriter, r *http.Request) (payments.Request, bool) {
		return payments.ReadWith(w, r, f, payments.Body)
	}
}

// decodeBy decodes the body of a request by f, and reads all else as it should be.
func decodeBy(f func(data []byte) (payments.Request, error)) reader {
	return func(w http.ResponseWriter, r *http.Request) (payments.Request, bool) {
		return payments.ReadWith(w, r, payments.Key, func(body io.Reader) (payments.Request, error) {
			data, err := io.ReadAll(body)
			if err != nil {
				return payments.Request{}, err
			}
			return f(data)
		})
	}
}

// serveWith answers what read admits.
func serveWith(read reader, pay payer) http.Handler {
	return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
		req, ok := read(w, r)
		if !ok {
			return
		}
		if a := pay(r.Context(), req); a.Status != 0 {
			a.WriteTo(w)
		}
	})
}

// charge takes the money. It outlives the client, and a panic of the bank leaves an unknown outcome.
func charge(ctx context.Context, b bank.Charger, req payments.Request) (a payments.Answer) {
	a = payments.Unknown
	defer func() { _ = recover() }()
	receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
	return payments.Of(req, receipt, err)
}

// final reports whether a is the key's answer until it expires: all but a refusal are.
func final(a payments.Answer) bool { return a.Status != http.StatusPaymentRequired }

// over reports whether the life that ends at end has ended. The end itself is over.
func over(end time.Time) bool { return !time.Now().Before(end) }

// A kept answer is remembered until its end.
type kept struct {
	payments.Answer
	end time.Time
}

// A cache remembers answers until ttl after they were kept.
type cache struct {
	ttl     time.Duration
	mu      sync.Mutex
	answers map[any]kept
	due     func() bool
}

func newCache(ttl time.Duration) *cache {
	return &cache{ttl: ttl, answers: map[any]kept{}, due: every(ttl)}
}

func (c *cache) look(id any) (payments.Answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.answers[id]
	return k.Answer, ok && !over(k.end)
}

// keep remembers a, unless it is a refusal.
func (c *cache) keep(id any, a payments.Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.due() {
		maps.DeleteFunc(c.answers, func(_ any, k kept) bool { return over(k.end) })
	}
	if final(a) {
		c.answers[id] = kept{a, time.Now().Add(c.ttl)}
	}
}

// every returns a function that reports true when it has not for as long as d.
func every(d time.Duration) func() bool {
	var last atomic.Int64
	return func() bool {
		was, now := last.Load(), time.Now().UnixNano()
		return now-was >= int64(d) && last.CompareAndSwap(was, now)
	}
}
