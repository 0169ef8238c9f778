package wrong

import (
	"io"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var copyEndsWithTheClient = solutions.Wrong[New]{
	Name:   "copy-ends-with-the-client",
	Caught: "M34",
	Why:    "The writer has a ReadFrom of its own, which gives up when the client has gone: what io.Copy has not written by then is in no replay.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		client := &failing{through: through{w}}
		return relay.Run(client, r, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(&givingUp{through{rw}, client}, r)
		}))
	}}.build,
}

// A givingUp writer copies as long as there is a client.
type givingUp struct {
	through
	client *failing
}

// ReadFrom implements io.ReaderFrom.
func (g *givingUp) ReadFrom(src io.Reader) (total int64, err error) {
	buf := make([]byte, 32<<10)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			_, _ = g.Write(buf[:n])
			total += int64(n)
		}
		switch {
		case err == io.EOF:
			return total, nil
		case err != nil:
			return total, err
		case g.client.err != nil:
			return total, g.client.err
		}
	}
}
