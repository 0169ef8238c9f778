package wrong

import (
	"io"

	"example.com/idempotency/solutions"
)

var limitIsABrokenUpload = solutions.Wrong[New]{
	Name:   "limit-is-a-broken-upload",
	Caught: "M34",
	Why:    "Every error of the body is taken for a client that has left: what the handler says to a body beyond the limit of an http.MaxBytesHandler is not stored, and each retry runs it.",
	New:    parts{run: broken(func(err error) bool { return err != io.EOF })}.build,
}
