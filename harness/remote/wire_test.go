package remote_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/remote"
)

// raw answers each connection with a text, and returns what came on each.
func raw(t *testing.T, answer string) (addr string, came chan string, n *atomic.Int32) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	came, n = make(chan string, 10), new(atomic.Int32)
	go each(l, func(c net.Conn) {
		n.Add(1)
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			came <- err.Error()
			return
		}
		body, err := io.ReadAll(r.Body)
		came <- fmt.Sprintf("%s %s key=%q body=%q %v", r.Method, r.RequestURI, r.Header["Idempotency-Key"], body, err)
		fmt.Fprint(c, answer)
	})
	return l.Addr().String(), came, n
}

// ask passes one request on; lost says why there was no answer.
func ask(w remote.Wire, r *http.Request) (rec *httptest.ResponseRecorder, lost string) {
	defer func() {
		if l, ok := recover().(harness.Lost); ok {
			lost = l.Why
		}
	}()
	rec = httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec, ""
}

func request(method, path, key, body string) *http.Request {
	r := httptest.NewRequest(method, "/", strings.NewReader(body))
	r.RequestURI = path
	r.Header["Idempotency-Key"] = []string{key}
	return r
}

// A request goes out byte by byte as it is, and its answer comes back as it is.
func TestWire(t *testing.T) {
	for _, tt := range []struct {
		reason  string
		r       *http.Request
		came    string
		answer  string
		status  int
		body    string
		content []string
	}{
		{
			"a plain one", request("POST", "/payments", "k1", "{}"), `POST /api/payments key=["k1"] body="{}" <nil>`,
			"HTTP/1.1 201 Created\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\nhi", 201, "hi",
			[]string{"a/b"},
		},
		{
			"bytes that package http refuses to send", request("POST", "/p", "\xff\xfe\"", "x"), `POST /api/p key=["\xff\xfe\""] body="x" <nil>`,
			"HTTP/1.1 400 Bad Request\r\n\r\nno", 400, "no", nil,
		},
		{
			"a path that is escaped", request("GET", "/users/a%20b%2Fc", "k", ""), `GET /api/users/a%20b%2Fc key=["k"] body="" <nil>`,
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", 200, "abc", nil,
		},
		{
			"HEAD, whose answer has a length and no body", request("HEAD", "/u", "k", ""), `HEAD /api/u key=["k"] body="" <nil>`,
			"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", 200, "", nil,
		},
		{
			"an answer that is announced", request("POST", "/p", "k", ""), `POST /api/p key=["k"] body="" <nil>`,
			"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", 204, "", nil,
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			addr, came, _ := raw(t, tt.answer)
			rec, lost := ask(remote.Wire{Addr: addr, Prefix: "/api"}, tt.r)
			require.Empty(t, lost)
			assert.Equal(t, tt.came, <-came)
			assert.Equal(t, tt.status, rec.Code)
			assert.Equal(t, tt.body, rec.Body.String())
			assert.Equal(t, tt.content, rec.Header()["Content-Type"])
		})
	}
}

// A request whose connection is closed without an answer is not sent again, also with a key that says
// it could be.
func TestWireSendsOnce(t *testing.T) {
	addr, _, n := raw(t, "")
	for range 3 {
		_, lost := ask(remote.Wire{Addr: addr}, request("POST", "/payments", "k1", "{}"))
		assert.Equal(t, "the connection was closed before one was complete", lost)
	}
	assert.Equal(t, int32(3), n.Load())
}
