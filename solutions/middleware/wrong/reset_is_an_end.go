package wrong

import (
	"errors"
	"io"

	"example.com/idempotency/solutions"
)

var resetIsAnEnd = solutions.Wrong[New]{
	Name:   "reset-is-an-end",
	Caught: "M34",
	Why:    "A body broke off where it ends too early (io.ErrUnexpectedEOF). A connection that is reset gives another error, and the 400 to half a body is stored.",
	New:    parts{run: broken(func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) })}.build,
}
