package wrong

import (
	"context"
	"io"
	"maps"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

// All in this file is right. A wrong answer takes from it what it does not get wrong itself.

// Parts of a middleware. What is left out is right.
type parts struct {
	rules func(rs *relay.Rules) // changes what is protected, and under which key
	book  func(b *relay.Book)   // changes what is remembered, and for how long
	run   runner                // in the place of relay.Run
	send  sender                // in the place of (*relay.Answer).Send
	gone  goner                 // in the place of a 409
}

// A runner has next answer r, and returns the answer to remember: nil where there is none.
type runner = func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer

// A sender sends an answer again.
type sender = func(a *relay.Answer, w http.ResponseWriter)

// A goner answers who waited for the record and whose context has ended.
type goner = func(book *relay.Book, rec *relay.Record, w http.ResponseWriter)

// build is the middleware of the parts.
func (p parts) build(cfg middleware.Config) func(http.Handler) http.Handler {
	rules := relay.RulesOf(cfg)
	if p.rules != nil {
		p.rules(rules)
	}
	book := relay.NewBook(rules.TTL)
	if p.book != nil {
		p.book(book)
	}
	run := p.run
	if run == nil {
		run = relay.Run
	}
	gone := p.gone
	if gone == nil {
		gone = func(_ *relay.Book, _ *relay.Record, w http.ResponseWriter) { relay.Conflict(w) }
	}
	return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
		for {
			rec, mine := book.Claim(id)
			if mine {
				complete(book, rec, func() *relay.Answer { return run(w, r, next) })
				return
			}
			select {
			case <-rec.Done:
			case <-r.Context().Done():
				gone(book, rec, w)
				return
			}
			switch {
			case rec.Answer == nil:
				continue
			case p.send != nil:
				p.send(rec.Answer, w)
			default:
				rec.Answer.Send(w)
			}
			return
		}
	})
}

// complete completes the record with what run returns, or without an answer if it panics.
func complete(book *relay.Book, rec *relay.Record, run func() *relay.Answer) {
	var a *relay.Answer
	defer func() { book.Complete(rec, a) }()
	a = run()
}

// edited is a runner that changes what it remembers.
func edited(f func(a *relay.Answer)) runner {
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		a := relay.Run(w, r, next)
		if a != nil {
			f(a)
		}
		return a
	}
}

// between is a runner with something between the recorder and the handler.
func between(f func(next http.Handler) http.Handler) runner {
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		return relay.Run(w, r, f(next))
	}
}

// broken is a runner that stores no answer where an error of the body says that it broke off.
func broken(says func(err error) bool) runner {
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		r = r.WithContext(context.WithoutCancel(r.Context()))
		up := &upload{ReadCloser: r.Body, says: says}
		r.Body = up
		out := relay.NewRecorder(w)
		next.ServeHTTP(out.Writer(), r)
		if up.broke || out.Hijacked {
			return nil
		}
		return out.Answer()
	}
}

// An upload is a body that remembers whether it broke off.
type upload struct {
	io.ReadCloser
	says  func(err error) bool
	broke bool
}

// Read implements io.Reader.
func (u *upload) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	u.broke = u.broke || err != nil && u.says(err)
	return n, err
}

// A through writer passes all on that an http.ResponseWriter may be asked.
type through struct{ http.ResponseWriter }

// Unwrap serves http.ResponseController.
func (t through) Unwrap() http.ResponseWriter { return t.ResponseWriter }

// Flush implements http.Flusher.
func (t through) Flush() { _ = http.NewResponseController(t.ResponseWriter).Flush() }

// scopedBy changes what a key is unique in.
func scopedBy(f func(id relay.Scope, r *http.Request) relay.Scope) func(rs *relay.Rules) {
	return func(rs *relay.Rules) {
		right := rs.Scope
		rs.Scope = func(r *http.Request, key string) relay.Scope { return f(right(r, key), r) }
	}
}

// A kept answer is remembered until its end.
type kept struct {
	*relay.Answer
	end time.Time
}

// live reports whether there is an answer, and it has not ended.
func (k kept) live() bool { return k.Answer != nil && !relay.Over(k.end) }

// A cache remembers answers until ttl after they were kept. It cannot claim a key.
type cache struct {
	ttl     time.Duration
	mu      sync.Mutex
	answers map[any]kept
	swept   time.Time
}

func newCache(ttl time.Duration) *cache {
	return &cache{ttl: ttl, answers: map[any]kept{}, swept: time.Now()}
}

func (c *cache) look(id any) *relay.Answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if k := c.answers[id]; k.live() {
		return k.Answer
	}
	return nil
}

func (c *cache) keep(id any, a *relay.Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Since(c.swept) >= c.ttl {
		c.swept = time.Now()
		maps.DeleteFunc(c.answers, func(_ any, k kept) bool { return !k.live() })
	}
	if a != nil {
		c.answers[id] = kept{a, time.Now().Add(c.ttl)}
	}
}
