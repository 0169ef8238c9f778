package alternatives

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"maps"
	"net/http"
	"slices"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var tokenWalk = solutions.Alternative[New]{
	Name:     "token-walk",
	Tradeoff: "Choose it when the canonical form would be as large as the body: the value is walked and goes into the hash piece by piece, each piece with its kind and its length before it, so that two values never give the same stream; more code, and all of it has to be right.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		c := &cabinet{files: map[transfers.Scope]*file{}}
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := transfers.Read(w, r)
			if !ok {
				return
			}
			sum := walked(req.Body)
			f, mine := c.open(req.Scope(), sum)
			if mine {
				c.fill(req.Scope(), f, func() transfers.Answer { return move(r.Context(), b, req.Transfer) })
			}
			select { // another payload waits as well, and is told when the first is done
			case <-f.done:
			case <-r.Context().Done():
				return
			}
			if f.payload != sum {
				transfers.Mismatch.WriteTo(w)
				return
			}
			f.answer.WriteTo(w)
		})
	},
}

func walked(body []byte) (sum [sha256.Size]byte) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		panic(err) // it was decoded before
	}
	h := sha256.New()
	walk(h, v)
	h.Sum(sum[:0])
	return sum
}

// walk writes a value with its kind and length in front: nothing that follows can be taken for it.
func walk(h hash.Hash, v any) {
	switch v := v.(type) {
	case map[string]any:
		fmt.Fprintf(h, "object %d ", len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			walk(h, name)
			walk(h, v[name])
		}
	case []any:
		fmt.Fprintf(h, "array %d ", len(v))
		for _, e := range v {
			walk(h, e)
		}
	case string:
		fmt.Fprintf(h, "string %d %s", len(v), v)
	case json.Number:
		fmt.Fprintf(h, "number %d %s", len(v), v)
	default: // true, false and null
		fmt.Fprintf(h, "%v ", v)
	}
}
