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
	marksEvicted,
	retryAfterInBody,
	retryAfterTooLate,
	retryAfterAsDuration,
	retryAfterAsDate,
	secondConflictBare,
	retryAfterRunsOut,
	conflictStored,
	duplicateRemovesMark,
	badDuplicateRemovesMark,
	leavingDuplicateFrees,
	lookedUpBeforeTheMark,
	markRemovedTooSoon,
	answersLookedUpFirst,
	lookedUpBeforeTheBody,
	payloadInTheKey,
	oneInFlight,
	markStripes,
	globalLock,
	watcherPerDuplicate,
	slotPerDuplicate,
	retryAfterDoubled,
	patienceRunsOut,
	countedDuplicates,
	noLengthLimit,
	joinedWithColon,
	markWithoutCaller,
	staleMarkTakenOver,
	markWithATimer,
	timeoutFromArrival,
	takenOverByTheNext,
	refusalStored,
	refusalKeepsMark,
	errorComparedByValue,
	refusedPayloadRemembered,
	retryNotMarked,
	unknownAsRunning,
	panicKeepsMark,
	panicFreesMark,
	chargeWithTheRequest,
	leaverTakesMarkAlong,
	resultNobodyTakes,
	halfUploadKeepsMark,
	freedWhenNotDelivered,
	freedTwice,
	janitorWithoutEnd,
	oneMapForAll,
	duplicatesKept,
	callbackPerDuplicate,
	shortMemory,
}
