package harness_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/scenarios"
)

var op = scenarios.Operation{
	Keyed: judge.Keyed{Effect: "charge", Created: 201, Conflict: 409, Refused: 402, Unknown: 502},
	Request: func(key string, n int64) harness.Request {
		return harness.Request{Method: "POST", Path: "/payments", Caller: "ann", Key: key, Mark: fmt.Sprint(n), Body: fmt.Sprintf(`{"amount":%d}`, n)}
	},
}

type entry struct {
	done   chan struct{}
	status int
	body   []byte
}

type good struct {
	w    *harness.World
	mu   sync.Mutex
	seen map[string]*entry
}

func (g *good) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var b struct{ Amount int64 }
	if err := json.NewDecoder(r.Body).Decode(&b); err != nil || b.Amount <= 0 {
		http.Error(w, "bad", 400)
		return
	}
	k := r.Header.Get("Idempotency-Key")
	g.mu.Lock()
	e, ok := g.seen[k]
	if !ok {
		e = &entry{done: make(chan struct{})}
		g.seen[k] = e
	}
	g.mu.Unlock()
	if !ok {
		g.run(r.Context(), k, e, b.Amount)
	} else {
		<-e.done
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(e.status)
	w.Write(e.body)
}

func (g *good) run(ctx context.Context, k string, e *entry, n int64) {
	defer close(e.done)
	e.status = 502
	id, err := g.w.Do(context.WithoutCancel(ctx), harness.Call{Name: "charge", Mark: fmt.Sprint(n), Prefix: "ch"})
	switch {
	case errors.Is(err, harness.ErrRefused):
		e.status = 402
		g.mu.Lock()
		delete(g.seen, k)
		g.mu.Unlock()
	case err == nil:
		e.status, e.body = 201, []byte(fmt.Sprintf(`{"id":%q,"amount":%d}`, id, n))
	}
}

func TestPlain(t *testing.T) {
	s := harness.Suite{Name: "x", Scenarios: scenarios.Number("K", op.HappyPath(), op.Retry(), op.Duplicates(), op.Crowd(), op.SlowBodies(), op.NoQueue(), op.NoRace(), op.Refused(), op.Unknown(), op.Panics(), op.ClientLeaves(), op.HalfUpload(), op.Waiters(), op.CleanEnd(), op.Separate())}
	r := s.Check(t, func(w *harness.World) http.Handler { return &good{w: w, seen: map[string]*entry{}} }, harness.Options{})
	for _, x := range r.Results {
		t.Log(x.ID, x.Name, x.Verdict, x.Why, x.Runs, x.Elapsed, x.Violations)
	}
	t.Log(r.Elapsed)
}
