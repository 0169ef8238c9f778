package harness_test

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/judge"
)

// bench is a site whose servers are handlers in this process.
type bench struct {
	terms harness.Terms
	serve http.HandlerFunc
	world *harness.World
	anew  func() // starts the server anew. Optional
}

func (b *bench) Terms() harness.Terms { return b.terms }

func (b *bench) Open(context.Context, string, harness.Surroundings) (harness.Visit, error) {
	if b.anew != nil {
		b.anew()
	}
	return visit{b.serve}, nil
}

type visit struct{ http.Handler }

func (visit) Again(harness.Surroundings) {}
func (visit) Close() string              { return "" }

// fresh is what a site that starts servers offers.
var fresh = harness.Terms{Fresh: true, Effects: true, Requests: 100, Workers: 2}

// attack judges by one scenario a server that charges through b.world.
func attack(t *testing.T, b *bench, setting any, drive func(c *harness.Client)) harness.Result {
	t.Helper()
	s := harness.Suite{Name: "bench", Scenarios: []harness.Scenario{{
		ID: "B1", Name: "one", Level: 1, Story: "one", Rules: judge.Lives(op.Keyed.Rules()),
		Cases: []harness.Case{{Drive: drive, Setting: setting}},
	}}, Outside: func(w *harness.World) harness.Surroundings {
		b.world = w
		if ttl, ok := setting.(time.Duration); ok {
			w.KeysLive(ttl)
		}
		return harness.Surroundings{Effect: "charge"}
	}}
	rep, err := s.Attack(t.Context(), b, harness.Options{})
	require.NoError(t, err)
	return rep.Results[0]
}

// What can not be judged from outside the traffic itself says, by asking for it.
func TestNotJudged(t *testing.T) {
	r := func(c *harness.Client) harness.Request { return op.Request(c.Key("k"), 1) }
	stale, own := fresh, fresh
	stale.Fresh, own.Effects = false, false
	timed, nobody := stale, fresh
	timed.TTL, nobody.OneCaller = time.Hour, true
	for _, tt := range []struct {
		why     string
		terms   harness.Terms
		setting any
		drive   func(c *harness.Client)
	}{
		{"it has the client of an effect panic, which", fresh, nil, func(c *harness.Client) { c.Fates(harness.Panic) }},
		{"it looks at the memory, which", fresh, nil, func(c *harness.Client) { c.Heap() }},
		{"it counts goroutines, which", fresh, nil, func(c *harness.Client) { c.Goroutines() }},
		{"it counts the goroutines that are left, which", fresh, nil, func(c *harness.Client) { c.Leftover() }},
		{"it builds two handlers side by side, which", fresh, nil, func(c *harness.Client) { c.Another() }},
		{"it ends the server's context, which", fresh, nil, func(c *harness.Client) { c.Shutdown() }},
		{"it would take more than 100 requests in all", fresh, nil, func(c *harness.Client) { c.Retry(101, r(c)) }},
		{"it would take more than 100 requests in all", fresh, nil, func(c *harness.Client) { c.Flood(101, "", nil) }},
		{"its client does not read an answer, which", fresh, nil, func(c *harness.Client) { r := r(c); r.Unread = true; c.Send(r) }},
		{"so short a time to live", fresh, time.Millisecond, func(c *harness.Client) { c.Send(r(c)) }},
		{"so long a time to live", fresh, 1000 * time.Hour, func(c *harness.Client) { c.Send(r(c)) }},
		{"it waits for 40s", fresh, time.Minute, func(c *harness.Client) { c.Advance(20 * time.Minute) }},
		{"it holds effects or has them fail", own, nil, func(c *harness.Client) { c.Hold() }},
		{"it holds effects or has them fail", own, nil, func(c *harness.Client) { c.Fates(harness.Refuse) }},
		{"it takes a time to live that the kit knows", stale, time.Minute, func(c *harness.Client) { c.Send(r(c)) }},
		{"keys live for 1h0m0s at this server", timed, time.Minute, func(c *harness.Client) { c.Send(r(c)) }},
		{"it uses keys that the server may have seen before", stale, nil, func(c *harness.Client) { c.Send(op.Request("k", 1)) }},
		{"it has several callers, or none", nobody, nil, func(c *harness.Client) { r := r(c); r.Caller = "bob"; c.Send(r) }},
		{"a request that had to come before an end came too late", fresh, nil, func(c *harness.Client) { c.By(c.Now()) }},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			x := attack(t, &bench{terms: tt.terms, serve: func(http.ResponseWriter, *http.Request) {}}, tt.setting, tt.drive)
			assert.Equal(t, judge.NotJudged, x.Verdict, "%v", x.Violations)
			assert.Contains(t, x.Why, tt.why)
		})
	}
}

// The first of many promises that is late ends a run: each would cost as much.
func TestManyLate(t *testing.T) {
	slow.Test(t)
	terms, due := fresh, 0
	terms.Requests = 1000
	b := &bench{terms: terms, serve: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }}
	x := attack(t, b, nil, func(c *harness.Client) {
		for i := range 100 {
			due++
			c.Due("while others were held", c.Start(op.Request(c.Key(fmt.Sprint("k", i)), 1)))
		}
	})
	assert.Equal(t, judge.Broken, x.Verdict)
	assert.LessOrEqual(t, due, 3, "one for each try")
}

// So is the first of many requests that is told 409 however often it asks again.
func TestManyConflicts(t *testing.T) {
	slow.Test(t)
	terms, first := fresh, 0
	terms.Requests = 1000
	b := &bench{terms: terms, serve: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusConflict) }}
	x := attack(t, b, nil, func(c *harness.Client) {
		for i := range 100 {
			first++
			c.Send(op.Request(c.Key(fmt.Sprint("k", i)), 1).Expect(http.StatusCreated))
		}
	})
	assert.Equal(t, judge.Broken, x.Verdict)
	assert.Equal(t, 101, first, "all of the quick run, in which nobody asks again, and one of the slow run")
}

// A charging is a server that charges once for each key. Its handler goes on for some time when its
// answer is out, as one in another process may.
type charging struct {
	*bench
	lags time.Duration // until the key is no longer in flight

	mu      sync.Mutex
	running map[string]bool
	said    map[string]string
}

func (s *charging) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k := r.Header.Get("Idempotency-Key")
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.running[k]:
		w.WriteHeader(http.StatusConflict)
		return
	case s.said[k] == "":
		id, err := s.world.Do(r.Context(), harness.Call{Name: "charge", Prefix: "ch", Mark: "1"})
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		s.said[k], s.running[k] = fmt.Sprintf(`{"id":%q}`, id), true
		time.AfterFunc(s.lags, func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.running[k] = false
		})
	}
	w.WriteHeader(http.StatusCreated)
	_, _ = w.Write([]byte(s.said[k]))
}

// An answer may overtake its handler: that is no fault of the server's, unless it stays so.
func TestAnswerOvertakesItsHandler(t *testing.T) {
	for _, tt := range []struct {
		lags    time.Duration
		verdict judge.Verdict
		reason  string
	}{
		{0, judge.Held, "the handler is done with its answer"},
		{120 * time.Millisecond, judge.Held, "the machine is busy, and the handler goes on a while"},
		{time.Hour, judge.Broken, "a key that is in flight for ever is not one whose handler is late"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			t.Parallel()
			if tt.verdict == judge.Broken { // the kit asks again and again
				slow.Test(t)
			}
			s := &charging{bench: &bench{terms: fresh}, lags: tt.lags}
			s.serve = s.ServeHTTP
			s.anew = func() { s.running, s.said = map[string]bool{}, map[string]string{} }
			x := attack(t, s.bench, nil, func(c *harness.Client) { c.Retry(3, op.Request(c.Key("k"), 1).Expect(201)) })
			assert.Equal(t, tt.verdict, x.Verdict, "%s %v", x.Why, x.Violations)
		})
	}
}

// Where the server has effects of its own they are counted by the ids in its answers.
func TestEffectsByTheirIDs(t *testing.T) {
	for _, tt := range []struct {
		name   string
		answer func(n int) string
		want   judge.Verdict
	}{
		{"one id for a key", func(int) string { return `{"id":"p1"}` }, judge.Held},
		{"an id for each request", func(n int) string { return fmt.Sprintf(`{"id":"p%d"}`, n) }, judge.Broken},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			terms, n := fresh, 0
			terms.Effects = false
			b := &bench{terms: terms, serve: func(w http.ResponseWriter, _ *http.Request) {
				n++
				w.WriteHeader(http.StatusCreated)
				_, _ = w.Write([]byte(tt.answer(n)))
			}}
			x := attack(t, b, nil, func(c *harness.Client) { c.Retry(2, op.Request(c.Key("k"), 1)) })
			assert.Equal(t, tt.want, x.Verdict, "%s %v", x.Why, x.Violations)
			if tt.want == judge.Broken {
				assert.Contains(t, fmt.Sprint(x.Violations), "charges for key")
			}
		})
	}
}

// A server that was opened is closed, also where the attack is interrupted at that moment.
func TestInterruptedWhileItOpens(t *testing.T) {
	for range 20 {
		interruptedWhileItOpens(t)
	}
}

func interruptedWhileItOpens(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := &opening{bench: bench{terms: fresh, serve: func(http.ResponseWriter, *http.Request) {}}, cancel: cancel}
	s := harness.Suite{Name: "bench", Scenarios: []harness.Scenario{{
		ID: "B1", Name: "one", Level: 1, Story: "one", Rules: op.Keyed.Rules(),
		Cases: harness.Traffic(func(c *harness.Client) {
			p := c.Start(op.Request(c.Key("k"), 1))
			for !p.Answered() { // so that there are an answer and an interruption
				runtime.Gosched()
			}
			c.Await(p)
		}),
	}}, Outside: func(*harness.World) harness.Surroundings { return harness.Surroundings{} }}
	rep, err := s.Attack(ctx, b, harness.Options{})
	require.NoError(t, err)
	assert.Equal(t, judge.Inconclusive, rep.Results[0].Verdict)
	assert.Positive(t, b.opened)
	assert.Equal(t, b.opened, b.closed)
}

// opening is a bench that is interrupted while it opens.
type opening struct {
	bench
	cancel         func()
	opened, closed int
}

func (o *opening) Open(context.Context, string, harness.Surroundings) (harness.Visit, error) {
	o.cancel()
	o.opened++
	return closing{o.serve, &o.closed}, nil
}

type closing struct {
	http.Handler
	n *int
}

func (closing) Again(harness.Surroundings) {}

func (c closing) Close() string { *c.n++; return "" }
