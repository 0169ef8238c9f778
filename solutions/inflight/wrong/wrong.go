// Package wrong holds wrong answers to the challenge inflight, one mistake a file. Each is plausible,
// works for a single click, and must be caught by the scenario that it names.
package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Charger) http.Handler

// All lists the wrong answers, the seed's own first.
var All = []solutions.Wrong[New]{
	anyErrorFrees,
	amountAsFloat,
	forgottenWhenDone,
	conflictForEver,
	replayWithoutLocation,
	bodyIsTheKey,
	lowerCaseKey,
	noKeyNoProtection,
	trailingBytes,
	badBodyKeepsMark,
	waits,
	waitsAWhile,
	toldAccepted,
	toldTooMany,
	retryAfterInBody,
	retryAfterTooLate,
	retryAfterAsDuration,
	retryAfterRunsOut,
	conflictStored,
	duplicateRemovesMark,
	badDuplicateRemovesMark,
	lookedUpBeforeTheMark,
	markRemovedTooSoon,
	answersLookedUpFirst,
	lookedUpBeforeTheBody,
	payloadInTheKey,
	oneInFlight,
	globalLock,
	watcherPerDuplicate,
	countedDuplicates,
	noLengthLimit,
	joinedWithColon,
	markWithoutCaller,
	staleMarkTakenOver,
	refusalStored,
	refusalKeepsMark,
	retryNotMarked,
	panicKeepsMark,
	panicFreesMark,
	chargeWithTheRequest,
	leaverTakesMarkAlong,
	halfUploadKeepsMark,
	freedWhenNotDelivered,
	freedTwice,
	janitorWithoutEnd,
	oneMapForAll,
	shortMemory,
	takenOverByTheNext,
}
