//go:build unix

package middleware_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"example.com/idempotency/solutions/middleware"
)

// Benchmark compares the handler behind the middleware with the bare one, in memory: a request, a
// recorder and the handler. Batches alternate, so that a noisy machine disturbs both, and are long
// enough for the collector to come by. Each ratio is the median of all pairs of batches: x-cpu is of
// processor time, the collector's included, x-time of what a clock on the wall shows.
func Benchmark(b *testing.B) {
	one := func(int) string { return "the-one-key" }
	many := func(i int) string { return "key-" + strconv.Itoa(i) }
	all := 8 * runtime.GOMAXPROCS(0)
	for _, bb := range []struct {
		name    string
		body    int
		key     func(i int) string
		clients int
		batch   int
	}{
		{"first", 64, many, 1, 5000},
		{"replay", 64, one, 1, 5000},
		{"first-of-1MB", 1 << 20, many, 1, 10},
		{"replay-of-1MB", 1 << 20, one, 1, 10},
		{"contended-key", 64, one, all, 5000},
		{"contended-keys", 64, many, all, 5000},
	} {
		b.Run(bb.name, func(b *testing.B) {
			bare := handler(bb.body)
			// Keys end soon, so that the clean-up is a part of the cost.
			wrapped := middleware.Idempotent(middleware.Config{TTL: ttl(bb.body)})(bare)
			if bb.key(0) == bb.key(1) {
				wrapped = middleware.Idempotent(middleware.Config{})(bare)
			}
			compare(b, bare, wrapped, bb.key, bb.clients, bb.batch)
		})
	}
}

// ttl keeps about a thousand bodies of that size alive.
func ttl(body int) time.Duration { return time.Duration(100+body>>14) * time.Millisecond }

// handler answers with a small JSON object, or one of that size.
func handler(size int) http.HandlerFunc {
	body := append(append([]byte(`{"id":"`), bytes.Repeat([]byte("x"), max(0, size-9))...), `"}`...)
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Location", "/payments/1")
		w.WriteHeader(http.StatusCreated)
		_, _ = w.Write(body)
	}
}

// A cost is that of one request.
type cost struct{ cpu, time, allocs, bytes float64 }

func compare(b *testing.B, bare, wrapped http.Handler, key func(int) string, clients, batch int) {
	var costs [2][]cost
	n := 0
	for b.Loop() {
		for i, h := range []http.Handler{bare, wrapped} {
			costs[i] = append(costs[i], spend(h, key, n, clients, batch))
		}
		n += batch
	}
	b.ReportMetric(0, "ns/op") // it is that of two batches
	ratio := func(part func(c cost) float64) float64 {
		return median(len(costs[0]), func(i int) float64 { return part(costs[1][i]) / part(costs[0][i]) })
	}
	b.ReportMetric(ratio(func(c cost) float64 { return c.cpu }), "x-cpu")
	b.ReportMetric(ratio(func(c cost) float64 { return c.time }), "x-time")
	for h, name := range []string{"bare", "wrapped"} {
		of := func(part func(c cost) float64) float64 {
			return median(len(costs[h]), func(i int) float64 { return part(costs[h][i]) })
		}
		b.ReportMetric(of(func(c cost) float64 { return c.cpu }), name+"-ns")
		b.ReportMetric(of(func(c cost) float64 { return c.allocs }), name+"-allocs")
		b.ReportMetric(of(func(c cost) float64 { return c.bytes }), name+"-B")
	}
}

// spend sends a batch of requests, shared by the clients, and returns what one cost.
func spend(h http.Handler, key func(int) string, from, clients, batch int) cost {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began, burnt := time.Now(), cpu()
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() {
			for i := from + c; i < from+batch; i += clients {
				send(h, key(i))
			}
		})
	}
	wg.Wait()
	took, burnt := time.Since(began), cpu()-burnt
	runtime.ReadMemStats(&after)
	per := 1 / float64(batch)
	return cost{
		float64(burnt) * per,
		float64(took) * per,
		float64(after.Mallocs-before.Mallocs) * per,
		float64(after.TotalAlloc-before.TotalAlloc) * per,
	}
}

func send(h http.Handler, key string) {
	r := httptest.NewRequest(http.MethodPost, "/payments", strings.NewReader(`{"amount":100,"currency":"USD"}`))
	r.Header.Set("Idempotency-Key", key)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusCreated {
		panic(fmt.Sprint(w.Code, w.Body))
	}
}

// median returns the median of n values.
func median(n int, value func(i int) float64) float64 {
	var values []float64
	for i := range n {
		values = append(values, value(i))
	}
	slices.Sort(values)
	return values[n/2]
}

// cpu is the processor time that this process has had.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
