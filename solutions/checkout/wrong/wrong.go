// Package wrong holds wrong answers to the challenge checkout, one mistake a file. Each is plausible,
// works for a single click, and must be caught by the scenario that it names. What it does not get
// wrong itself it takes from solutions/checkout/internal/shop.
package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler

// All lists the wrong answers, in the order of the promises that they break.
var All = []solutions.Wrong[New]{
	amountAsFloat,
	onlyMoneyIsProtected,
	statusIsEnough,
	replayMadeAnew,
	orderIsItsBody,
	statusNotLookedAt,
	twoChargesTwoKeys,
	movingTime,
	fulfilledAtTheSecond,
	shipsWhatIsPending,
	lowerCaseKey,
	noKeyNoProtection,
	trailingBytes,
	badBodyStored,
	payloadIgnored,
	payloadPrinted,
	payloadInTheKey,
	endIncluded,
	forEver,
	checkThenAct,
	conflictStored,
	orderNotClaimed,
	freedBeforePaid,
	shipmentCheckThenAct,
	lostLookedAtFirst,
	comparedWhenDone,
	lookedUpBeforeTheBody,
	oneLock,
	shipmentsInARow,
	lockedByItsKey,
	expiresWhileRunning,
	looksWithoutTheLock,
	noLengthLimit,
	paidBeforeTheCharge,
	referenceIsTheKey,
	everybodysOrders,
	joinedWithColon,
	pathLeftOut,
	refusalStored,
	doubtStored,
	referenceOfTheAttempt,
	noReference,
	referenceOfTheKey,
	doubtOfAnotherKey,
	doubtIsRefusal,
	panicKeepsTheClaim,
	shipmentWithTheRequest,
	goneClientGoneRecord,
	halfUploadKeepsTheMark,
	onlySuccessWakes,
	shipsOnceMore,
	refusedIsLost,
	janitorWithoutEnd,
	oneRingForAll,
	comparedWithThePayment,
	sumOverflows,
	refundOfTheOrder,
	tooMuchStored,
	refundIsItsAmount,
	refundReferenceFromTheKey,
	livesForgotten,
	shipsWhatWasRefunded,
	refundCheckThenAct,
	leftLookedAtFirst,
	referenceByCount,
	refundReferenceOfItsAmount,
	staleOrderWrittenBack,
	everybodysPayments,
	refundReferenceIsTheKey,
	refusedAmountStaysOff,
	doubtFreesTheAmount,
	refundReferenceOfTheAttempt,
	refundReferenceOfWhatIsLeft,
	refundedBeforeItIs,
	lastReferenceOnly,
}

// but returns a right shop, but for what change does to it.
func but(change func(s *shop.Shop)) New {
	return func(_ context.Context, b shop.Bank, w warehouse.Shipper, ttl time.Duration) http.Handler {
		s := shop.New(b, w, ttl)
		change(s)
		return s.Handler()
	}
}

// butRing returns a shop whose ring is right, but for what change does to it.
func butRing(change func(k *shop.Ring)) New {
	return but(func(s *shop.Shop) {
		k := shop.NewRing(s.TTL)
		change(k)
		s.Once = k.Once
	})
}
