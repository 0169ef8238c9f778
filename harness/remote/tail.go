package remote

import "sync"

// A tail keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	buf  []byte
	most int
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buf = append(t.buf, p...)
	if len(t.buf) > 2*t.most {
		t.buf = append([]byte(nil), t.buf[len(t.buf)-t.most:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.buf)
}
