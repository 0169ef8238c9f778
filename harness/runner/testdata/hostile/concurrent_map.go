// Package keys is a hostile answer: it writes to a map from several goroutines at once.
package keys

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
)

// New has the shape that the challenge asks for.
func New(ctx context.Context, b bank.Charger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m := map[int]int{}
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for j := range 20000 {
					m[j] = i
				}
			}()
		}
		wg.Wait()
		w.WriteHeader(http.StatusCreated)
	})
}
