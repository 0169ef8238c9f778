package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var storedAsSent = solutions.Wrong[New]{
	Name:   "stored-as-sent",
	Caught: "M34",
	Why:    "What the client took is stored: when it leaves while it is answered, the rest is missing for its retry as well.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		c := &counting{through: through{w}}
		a := relay.Run(c, r, next)
		if a != nil && len(a.Body) > c.sent {
			a.Body = a.Body[:c.sent]
			a.Early = min(a.Early, c.sent)
		}
		return a
	}}.build,
}

// A counting writer counts the bytes that reached the client.
type counting struct {
	through
	sent int
}

// Write implements http.ResponseWriter.
func (c *counting) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.sent += n
	return n, err
}
