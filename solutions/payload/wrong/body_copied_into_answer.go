package wrong

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var bodyCopiedIntoAnswer = solutions.Wrong[New]{
	Name:   "body-copied-into-answer",
	Caught: "P17",
	Why:    "The answer is the body with an id in front of it: a client that sends an id of its own chooses the server's.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				a := move(ctx, b, req.Transfer)
				if a.Status == http.StatusCreated {
					a.Body = spread(a.Body, req.Body)
				}
				bk.finish(req.Scope(), rec, a)
			case rec.payload != byHash(req):
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}

// spread is {...answer, ...body}.
func spread(answer, body []byte) []byte {
	all := decoded(answer).(map[string]any)
	maps.Copy(all, decoded(body).(map[string]any))
	text, _ := json.Marshal(all)
	return text
}
