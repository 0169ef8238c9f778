package middleware_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/solutions/middleware"
)

// A client of a real server gets the same bytes from the bare handler, from the first request
// through the middleware, and from a replay.
func TestSameBytesOnTheWire(t *testing.T) {
	tests := []struct {
		reason  string
		handler http.HandlerFunc
	}{
		{"nothing written is an empty 200", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Late", "1") }},
		{"a write without WriteHeader is a 200", func(w http.ResponseWriter, _ *http.Request) { write(w, "<p>hello") }},
		{"a created thing has its Location", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/things/1")
			w.WriteHeader(http.StatusCreated)
			write(w, `{"id":1}`)
		}},
		{"204 has no body, and a handler that writes one is told so", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNoContent)
			if _, err := io.WriteString(w, "body"); err != http.ErrBodyNotAllowed {
				panic(err)
			}
		}},
		{"304 has no body", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("ETag", `"1"`)
			w.WriteHeader(http.StatusNotModified)
			_, _ = w.Write([]byte("body"))
		}},
		{"headers that change after WriteHeader reach nobody", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Early", "1")
			w.WriteHeader(http.StatusAccepted)
			w.Header().Set("X-Early", "2")
			w.Header().Set("X-Late", "1")
			write(w, "x")
		}},
		{"the second WriteHeader does nothing", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusTeapot)
			w.WriteHeader(http.StatusOK)
		}},
		{"values keep their order", func(w http.ResponseWriter, _ *http.Request) {
			for _, v := range []string{"b=2", "a=1", "c=3"} {
				w.Header().Add("Set-Cookie", v)
			}
			write(w, "x")
		}},
		{"a header without values keeps the server from guessing one", func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			w.Header()["Date"] = nil
			write(w, "<html>")
		}},
		{"flushed before the first byte there is nothing to guess from", func(w http.ResponseWriter, _ *http.Request) {
			w.(http.Flusher).Flush()
			write(w, "<html>")
		}},
		{"flushed after one byte the guess is another one", func(w http.ResponseWriter, _ *http.Request) {
			write(w, "<")
			_ = http.NewResponseController(w).Flush()
			write(w, "html>")
			_ = http.NewResponseController(w).Flush()
		}},
		{"many writes are one body", func(w http.ResponseWriter, _ *http.Request) {
			for i := range 5000 {
				_, _ = fmt.Fprintf(w, "%d,", i)
			}
		}},
		{"ReadFrom is a write", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100000")
			_, _ = w.(io.ReaderFrom).ReadFrom(strings.NewReader(strings.Repeat("ab", 50000)))
		}},
		{"copying nothing commits nothing", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.Copy(w, strings.NewReader(""))
			w.WriteHeader(http.StatusNotFound)
		}},
		{"what goes beyond Content-Length is refused", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "3")
			write(w, "abc")
			if _, err := w.Write([]byte("def")); err != http.ErrContentLength {
				panic(err)
			}
		}},
		{"an early hint is no answer", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Link", "</a.css>; rel=preload")
			w.WriteHeader(http.StatusProcessing)
			w.WriteHeader(http.StatusCreated)
		}},
		{"a failure is an answer", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "broken", http.StatusInternalServerError) }},
		{"megabytes", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(bytes.Repeat([]byte{0, 255, '\r', '\n'}, 1<<20))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			runs := 0
			bare := serve(t, tt.handler)
			wrapped := serve(t, middleware.Idempotent(middleware.Config{})(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				runs++
				tt.handler(w, r)
			})))

			want := exchange(t, bare)
			assert.Empty(t, cmp.Diff(want, exchange(t, wrapped)), "first answer")
			for range 2 {
				assert.Empty(t, cmp.Diff(want, exchange(t, wrapped)), "replay")
			}
			assert.Equal(t, 1, runs, "runs of the handler")
		})
	}
}

func write(w io.Writer, s string) {
	if _, err := io.WriteString(w, s); err != nil {
		panic(err)
	}
}

func serve(t *testing.T, h http.Handler) (addr string) {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// An answer is what a client sees, but for the date and how the body was cut into chunks.
type answer struct {
	Status   string
	Header   http.Header
	Transfer []string
	Body     string
}

func exchange(t *testing.T, addr string) answer {
	c, err := net.Dial("tcp", addr)
	require.NoError(t, err)
	defer c.Close()
	_, err = io.WriteString(c, "POST /things HTTP/1.1\r\nHost: h\r\nIdempotency-Key: k\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")
	require.NoError(t, err)
	from := bufio.NewReader(c)
	for {
		res, err := http.ReadResponse(from, nil)
		require.NoError(t, err)
		body, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		if res.StatusCode >= 200 { // else an announcement
			if res.Header.Get("Date") != "" {
				res.Header.Del("Date")
			} else {
				res.Header.Set("Date", "none")
			}
			return answer{res.Status, res.Header, res.TransferEncoding, string(body)}
		}
	}
}

// A handler that is wrapped twice, for all routes and for its own, does not wait for itself. A request
// that it sends on with its own context is another one.
func TestWrappedTwice(t *testing.T) {
	protect := middleware.Idempotent(middleware.Config{})
	var runs []string
	mux := http.NewServeMux()
	mux.Handle("/part", protect(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { runs = append(runs, "part") })))
	mux.Handle("/all", protect(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		runs = append(runs, "all")
		for range 2 {
			part := httptest.NewRequestWithContext(r.Context(), http.MethodPost, "/part", nil)
			part.Header = r.Header
			mux.ServeHTTP(httptest.NewRecorder(), part)
		}
	})))
	for range 2 {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/all", nil)
		r.Header.Set("Idempotency-Key", "k")
		protect(mux).ServeHTTP(httptest.NewRecorder(), r)
	}
	assert.Equal(t, []string{"all", "part"}, runs)
}

// Files that were uploaded are deleted when the request is over, as they are without the middleware:
// the server knows only the form of its own request.
func TestUploadedFilesAreDeleted(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	files := func() int {
		found, err := os.ReadDir(os.TempDir())
		require.NoError(t, err)
		return len(found)
	}
	during := 0
	server := httptest.NewServer(middleware.Idempotent(middleware.Config{})(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseMultipartForm(1)
		during = files()
	})))
	body := "--b\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n" + strings.Repeat("x", 11<<20) + "\r\n--b--\r\n"
	r, err := http.NewRequest(http.MethodPost, server.URL, strings.NewReader(body))
	require.NoError(t, err)
	r.Header = http.Header{"Idempotency-Key": {"k"}, "Content-Type": {"multipart/form-data; boundary=b"}}
	res, err := http.DefaultTransport.RoundTrip(r)
	require.NoError(t, err)
	require.NoError(t, res.Body.Close())
	server.Close() // which waits for the end of the request

	assert.Equal(t, 1, during, "files while the handler runs")
	assert.Zero(t, files(), "files when the request is over")
}
