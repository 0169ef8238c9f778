package harness

import (
	"net/http"
	"slices"
	"sync/atomic"
	"testing"

	"example.com/idempotency/harness/history"
)

// A history says of Release what it lets go, and nothing where it lets nothing go.
func TestReleaseSays(t *testing.T) {
	for _, tt := range []struct {
		reason string
		drive  func(c *Client)
		want   []string
	}{
		{"effects", func(c *Client) { c.Hold(); c.Release() }, []string{"effects are held", "effects are let go"}},
		{"those of a mark", func(c *Client) { c.Hold("a"); c.Release() }, []string{"effects of a are held", "effects are let go"}},
		{"bodies", func(c *Client) { c.HoldBodies(); c.Release() }, []string{"slow bodies are held", "slow bodies are let go"}},
		{"an answer", func(c *Client) {
			p := c.Start(Request{Method: "POST", Path: "/", Unread: true})
			c.Release()
			c.Await(p)
		}, []string{"clients read their answers"}},
		{"several", func(c *Client) { c.HoldBodies(); c.Hold("a"); c.Release() }, []string{"slow bodies are held", "effects of a are held", "effects are let go, slow bodies are let go"}},
		{"nothing", func(c *Client) { c.Hold(); c.Release(); c.Release() }, []string{"effects are held", "effects are let go"}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			l := &lab{
				t: t, hung: new(atomic.Int32), spent: spent,
				build: func(*World) http.Handler {
					return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusCreated) })
				},
			}
			rec := l.run(trial{free: true}, tt.drive)
			var got []string
			for _, n := range rec.history.Notes {
				if n.Kind == history.Gate {
					got = append(got, n.Text)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
