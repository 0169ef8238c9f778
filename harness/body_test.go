package harness_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"

	"example.com/idempotency/harness"
)

// What a handler reads, in the process and over the wire, is what it reads from a connection.
func TestBodies(t *testing.T) {
	for _, tt := range []struct {
		reason string
		r      harness.Request
		want   string
	}{
		{"a body declares its length", harness.Request{}, "length 5, read 5, <nil>"},
		{"a body in chunks declares none", harness.Request{Chunked: true}, "length -1, read 5, <nil>"},
		{"on the wire as well", harness.Request{Chunked: true, Wire: true}, "length -1, read 5, <nil>"},
		{"a client that leaves ends the connection", harness.Request{CutBody: 3}, "length 5, read 3, early end, and again early end"},
		{"or resets it", harness.Request{CutBody: 2}, "length 5, read 2, reset, and again reset"},
		{"in the middle of a slow body, too", harness.Request{CutBody: 4, Slow: true}, "length 5, read 4, reset, and again reset"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			got := ""
			overWire(t, func(_ http.ResponseWriter, r *http.Request) {
				data, err := io.ReadAll(r.Body)
				got = fmt.Sprintf("length %d, read %d, %s", r.ContentLength, len(data), ending(err))
				if err != nil {
					_, err = r.Body.Read(make([]byte, 1))
					got += ", and again " + ending(err)
				}
			}, func(c *harness.Client) {
				tt.r.Method, tt.r.Path, tt.r.Body = "POST", "/", "hello"
				c.Send(tt.r)
			})
			assert.Equal(t, tt.want, got)
		})
	}
}

func ending(err error) string {
	switch {
	case errors.Is(err, syscall.ECONNRESET):
		return "reset"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "early end"
	}
	return fmt.Sprint(err)
}
