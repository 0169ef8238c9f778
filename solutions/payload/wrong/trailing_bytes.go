package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var trailingBytes = solutions.Wrong[New]{
	Name:   "trailing-bytes",
	Caught: "P7",
	Why:    "Only the first JSON value of the body is read: what follows it is hashed, but not noticed.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serveWith(func(w http.ResponseWriter, r *http.Request) (transfers.Request, bool) {
			return transfers.ReadWith(w, r, transfers.Key, firstValue)
		}, moveOnce(b, byHash))
	},
}

func firstValue(body io.Reader) (transfers.Request, error) {
	data, err := io.ReadAll(body)
	if err != nil {
		return transfers.Request{}, err
	}
	var first json.RawMessage
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(&first); err != nil {
		return transfers.Request{}, err
	}
	req, err := transfers.Decode(first)
	req.Body = data
	return req, err
}
