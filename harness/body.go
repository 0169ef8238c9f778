package harness

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"syscall"

	"example.com/idempotency/harness/interleave"
)

// A body is the body of a request as it comes over the wire: in two pieces when it is slow, with a
// wait between them while bodies are held, and broken off where the client leaves.
type body struct {
	w     *World
	ctx   context.Context
	rest  string
	slow  bool
	quiet bool // it is read by the kit, and not by the handler: that is no scheduling point
	cutAt int  // the client leaves after so many bytes; -1: never
	reset bool // its connection breaks with a reset, as one does that is closed with bytes unread
	onCut func()

	mu     sync.Mutex
	read   int
	gone   bool
	closed bool
}

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	if !b.quiet {
		interleave.Point("body")
	}
	if b.slow && b.position() > 0 {
		b.w.bodyGate.pass(b.ctx)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.closed:
		return 0, http.ErrBodyReadAfterClose
	case b.gone:
		return 0, b.broken()
	case b.cutAt >= 0 && b.read >= b.cutAt:
		b.gone = true
		b.onCut()
		return 0, b.broken()
	case len(b.rest) == 0:
		return 0, io.EOF
	}
	n := len(b.rest)
	if b.slow && b.read == 0 {
		n = max(1, n/2)
	}
	if b.cutAt >= 0 {
		n = min(n, b.cutAt-b.read)
	}
	n = copy(p, b.rest[:n])
	b.rest, b.read = b.rest[n:], b.read+n
	return n, nil
}

// broken is what the server reads where the client has gone.
func (b *body) broken() error {
	if b.reset {
		return &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	}
	return io.ErrUnexpectedEOF
}

// cutAtEnd has the client leave when all is sent; false: it is.
func (b *body) cutAtEnd() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cutAt = b.read + len(b.rest)
	return len(b.rest) > 0
}

func (b *body) position() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.read
}

// Close implements io.Closer: the server closes the body when the handler returns.
func (b *body) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	b.rest = "" // it may be large, and whoever looks at the heap is not to find it
	return nil
}

// leave makes every later read fail.
func (b *body) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.gone = true
}
