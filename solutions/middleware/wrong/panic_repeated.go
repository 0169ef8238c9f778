package wrong

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var panicRepeated = solutions.Wrong[New]{
	Name:   "panic-repeated",
	Caught: "M32",
	Why:    "The handler runs in a sync.OnceValue, which keeps a panic and throws it again whenever it is asked: a key whose handler panicked once is lost.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		var lives sync.Map // relay.Scope → *life
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				own, ran := &life{}, false
				own.answer = sync.OnceValue(func() *relay.Answer {
					ran = true
					defer func() {
						own.end.Store(new(time.Now().Add(rules.TTL)))
						time.AfterFunc(rules.TTL, func() { lives.CompareAndDelete(id, own) })
					}()
					return relay.Run(w, r, next)
				})
				v, _ := lives.LoadOrStore(id, own)
				l := v.(*life)
				end := l.end.Load()
				if end == nil || !relay.Over(*end) {
					switch a := l.answer(); { // or the panic
					case ran:
						if a == nil {
							lives.CompareAndDelete(id, l)
						}
						return
					case a != nil:
						a.Send(w)
						return
					}
				}
				lives.CompareAndDelete(id, l)
			}
		})
	},
}

// A life of a key is what came of its handler.
type life struct {
	answer func() *relay.Answer
	end    atomic.Pointer[time.Time] // nil while the handler runs
}
