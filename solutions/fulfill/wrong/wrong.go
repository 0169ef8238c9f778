// Package wrong holds wrong answers to the challenge fulfill, one mistake a file. Each is plausible,
// works for a single click, and must be caught by the scenario that it names.
package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, os []orders.Order, s warehouse.Shipper, b bank.Refunder) http.Handler

// All lists the wrong answers, the seed's own first.
var All = []solutions.Wrong[New]{
	checkThenAct,
	keptMoney,
	againIsAConflict,
	movingTime,
	noTimeOnReplay,
	secondsOnReplay,
	twoClocks,
	doneForADay,
	cancelAgainIsAConflict,
	refundsOnceMore,
	foldedIds,
	keyHeader,
	urlIsTheKey,
	shipsWhatIsPending,
	returnedIsFulfilled,
	nothingToCancel,
	likeLookup,
	twoMemories,
	refundsWhatWasSent,
	anyFinalState,
	flagReadThenSet,
	lookedBeforeTheLock,
	twoLocksForOne,
	markRemovedTooSoon,
	statusBeforeTime,
	cancelCheckThenAct,
	optimisticTooLate,
	aLockForEach,
	afterYou,
	oneFlightForBoth,
	lateRollback,
	toldTooSoon,
	cancelledMeanwhile,
	acceptedMeanwhile,
	freesAnothersClaim,
	leaseOfAMinute,
	impatientWaiter,
	oneLock,
	tenAtATime,
	stripedLocks,
	unlockedLook,
	conflictTextUnlocked,
	refusalSticks,
	everyErrorIsFinal,
	timeLeftBehind,
	triedAgainInSilence,
	refusedAndCancelled,
	equalsInsteadOfIs,
	everyErrorFrees,
	doubtIsRefunded,
	doubtIsOverTomorrow,
	compensation,
	doubtIsSuccess,
	refundErrorFrees,
	retriesTheBank,
	doubtIsShipped,
	panicFrees,
	lockLostInAPanic,
	panicOfAWorker,
	goneClientFrees,
	goneClientKeepsClaim,
	cancelledIsNotRefused,
	waitersToldSuccess,
	waitersLeftWaiting,
	waitersAllTakeOver,
	lockForgottenTooSoon,
	oneWaiterWoken,
	conflictStored,
	unendedOwner,
	oneForAll,
	leaseTooShort,
}
