package remote_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges/keys/keystest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/remote"
)

var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// charges is a service with an API of its own: another header, other paths and bodies, 200 for what is
// new, 400 for another body under a used key, 425 while the first is running.
type charges struct {
	naive bool // it looks at no key

	mu     sync.Mutex
	n      int
	bodies map[string]string
	said   map[string]string
}

func (s *charges) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("X-Idempotency-Key")
	body, err := io.ReadAll(r.Body)
	var c struct {
		Value int64
		Money struct{ Unit string }
	}
	bad := err != nil || json.Unmarshal(body, &c) != nil || c.Value <= 0 || !currency.MatchString(c.Money.Unit)
	switch {
	case r.Method != "POST" || r.URL.Path != "/v1/charges" || r.Header.Get("Authorization") != "Bearer test-key":
		http.Error(w, "not here", http.StatusNotFound)
		return
	case bad || key == "" || len(key) > 255:
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch b, used := s.bodies[key]; {
	case s.naive || !used:
		s.n++
		s.bodies[key] = string(body)
		s.said[key] = fmt.Sprintf(`{"charge":{"id":"c%d","value":%d}}`, s.n, c.Value)
	case b != string(body):
		http.Error(w, "another body", http.StatusBadRequest)
		return
	}
	_, _ = io.WriteString(w, s.said[key])
}

// A service with an API of its own is judged in the challenge's words: the effects are read from the
// ids in its answers, and what it can not be asked is named.
func TestServiceWithAnAPIOfItsOwn(t *testing.T) {
	api, err := remote.ReadAPI(filepath.Join("testdata", "charges.json"))
	require.NoError(t, err)
	for _, tt := range []struct {
		name   string
		naive  bool
		only   []string
		broken []string
		reason string
	}{
		{"right", false, nil, nil, "it does what the challenge asks for, in its own words"},
		{"naive", true, []string{"K1", "K2", "K4", "K9"}, []string{"K2", "K9"}, "it charges each time"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.NotEmpty(t, tt.reason)
			srv := httptest.NewServer(&charges{naive: tt.naive, bodies: map[string]string{}, said: map[string]string{}})
			defer srv.Close()
			at := &remote.At{URL: srv.URL, API: api, Requests: 5000}
			require.NoError(t, at.Listen())
			defer at.Stop()
			rep, err := keystest.Suite.Attack(t.Context(), at, harness.Options{Only: tt.only})
			require.NoError(t, err)
			for _, x := range rep.Results {
				assert.Equal(t, slices.Contains(tt.broken, x.ID), x.Open(), "%s %s: %s %s %v", x.ID, x.Name, x.Verdict, x.Why, x.Violations)
			}
			if tt.only == nil {
				assert.Equal(t, judge.NotJudged, rep.Result("K15").Verdict, "nobody can have its charges refused")
				assert.Equal(t, judge.Held, rep.Result("K9").Verdict)
			}
		})
	}
}

// A file that says nothing sensible is refused in a line.
func TestReadAPI(t *testing.T) {
	for _, tt := range []struct{ text, says, reason string }{
		{`{`, "unexpected EOF", "it is no JSON"},
		{`{"keys":"X"}`, "unknown field", "a name that is misspelt must not be passed over"},
		{`{"routes":[{"challenge":"/payments","service":"POST /x"}]}`, "is not a method and a path", "a method is missing"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "api.json")
			require.NoError(t, os.WriteFile(path, []byte(tt.text), 0o644))
			_, err := remote.ReadAPI(path)
			assert.ErrorContains(t, err, tt.says)
			assert.NotContains(t, fmt.Sprint(err), "\n")
		})
	}
}

// The page shows the file that is tested.
func TestPageShowsTheFile(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "ATTACK.md"))
	require.NoError(t, err)
	file, err := os.ReadFile(filepath.Join("testdata", "charges.json"))
	require.NoError(t, err)
	assert.Contains(t, string(page), "```json\n"+string(file)+"```\n")
}
