package harness_test

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// What comes up once in many bursts is looked for in a rush, at one server; what haste makes is no fault.
func TestRush(t *testing.T) {
	for _, tt := range []struct {
		reason  string
		server  rushed
		verdict judge.Verdict
		rule    string
	}{
		{"a right server holds", rushed{}, judge.Held, ""},
		{"an answer may overtake its handler", rushed{lags: 10 * time.Millisecond}, judge.Held, ""},
		{"one burst of ten is charged twice", rushed{twice: 10}, judge.Broken, "at-most-once"},
		{"one burst of ten ends the process", rushed{dies: 10}, judge.Broken, "no-faults"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			t.Parallel()
			x := tt.server.attack(t, func(c *harness.Client) {
				r := op.Request(c.Key("k"), 1)
				c.Burst(r, r)
				c.Send(r.Expect(201))
			})
			assert.Equal(t, tt.verdict, x.Verdict, "%s %v", x.Why, x.Violations)
			if tt.rule != "" {
				require.NotEmpty(t, x.Violations)
				assert.Equal(t, tt.rule, x.Violations[0].Rule)
				assert.Len(t, x.History.Intents(), 1, "the history is that of the run that broke")
			}
		})
	}
}

// Where the traffic itself holds effects each run is the same, and nothing is repeated.
func TestNoRush(t *testing.T) {
	s := rushed{}
	x := s.attack(t, func(c *harness.Client) {
		r := op.Request(c.Key("k"), 1)
		c.Hold()
		p := c.Start(r)
		c.Settle()
		c.Release()
		c.Await(p)
	})
	assert.Equal(t, judge.Held, x.Verdict, "%s %v", x.Why, x.Violations)
	assert.LessOrEqual(t, x.Runs, 2)
}

// rushed is a site whose server charges once for each key, but for what is wrong with it.
type rushed struct {
	lags  time.Duration // until a key is no longer in flight
	twice int           // the how manieth new key is charged twice
	dies  int           // the how manieth new key ends the process

	world *harness.World
}

func (s *rushed) attack(t *testing.T, drive func(c *harness.Client)) harness.Result {
	suite := harness.Suite{Name: "rushed", Scenarios: []harness.Scenario{{
		ID: "B1", Name: "one", Level: 1, Story: "one", Rules: op.Keyed.Rules(),
		Cases:   harness.Traffic(drive),
		Explore: harness.Exploration{Preemptions: 1, Free: 1},
	}}, Outside: func(w *harness.World) harness.Surroundings {
		s.world = w
		return harness.Surroundings{Effect: "charge"}
	}}
	rep, err := suite.Attack(t.Context(), s, harness.Options{})
	require.NoError(t, err)
	return rep.Results[0]
}

// Terms implements harness.Site.
func (s *rushed) Terms() harness.Terms {
	return harness.Terms{Fresh: true, Effects: true, Requests: 4000, Workers: 1}
}

// Open implements harness.Site.
func (s *rushed) Open(context.Context, string, harness.Surroundings) (harness.Visit, error) {
	return &rushing{site: s, keys: map[string]*rushedKey{}}, nil
}

// rushing is one of its servers.
type rushing struct {
	site *rushed
	mu   sync.Mutex
	keys map[string]*rushedKey
	dead bool
}

type rushedKey struct {
	mu   sync.Mutex
	n    int // the how manieth new one it is
	asks int
	id   string
	done time.Time
}

// ServeHTTP implements http.Handler.
func (s *rushing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k := s.key(r.Header.Get("Idempotency-Key"))
	k.mu.Lock()
	defer k.mu.Unlock()
	k.asks++
	switch {
	case k.id == "" || k.n == s.site.twice && k.asks == 2:
		k.id, _ = s.site.world.Do(r.Context(), harness.Call{Name: "charge", Prefix: "ch", Mark: "1"})
		k.done = time.Now().Add(s.site.lags)
	case time.Now().Before(k.done):
		w.WriteHeader(http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusCreated)
	fmt.Fprintf(w, `{"id":%q}`, k.id)
}

func (s *rushing) key(name string) *rushedKey {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keys[name] == nil {
		s.keys[name] = &rushedKey{n: len(s.keys) + 1}
	}
	if s.dead = s.dead || len(s.keys) == s.site.dies; s.dead {
		panic(harness.Lost{Why: "nobody listens there"})
	}
	return s.keys[name]
}

// Again implements harness.Visit.
func (s *rushing) Again(harness.Surroundings) {}

// Close implements harness.Visit.
func (s *rushing) Close() string {
	if s.dead {
		return "exit status 2"
	}
	return ""
}
