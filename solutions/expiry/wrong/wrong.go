// Package wrong holds wrong answers to the challenge expiry, one mistake a file. Each is plausible,
// works for a single click, and must be caught by the scenario that it names.
package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler

// All lists the wrong answers, the seed's own first.
var All = []solutions.Wrong[New]{
	janitor,
	checkThenAct,
	amountAsFloat,
	oneReplayOnly,
	countsDown,
	bodyIsTheKey,
	lowerCaseKey,
	quotesOfGo,
	noKeyNoProtection,
	trailingBytes,
	badBodyStored,
	wholeSeconds,
	secondsOfLongLives,
	millisecondsIn32Bits,
	marginOfSafety,
	jitter,
	endIncluded,
	cleanUpDecides,
	expiredNeverReplaced,
	fromFirstSight,
	theHandlerSetsTheEnd,
	sliding,
	touchedByAnybody,
	payloadRemembered,
	idFromKey,
	lookedUpBeforeTheBody,
	globalLock,
	busyIsUnavailable,
	endReadUnlocked,
	buffersUsedAgain,
	deletedThenClaimed,
	seenUnderAnotherLock,
	markExpires,
	tooLateToStore,
	runningSwept,
	oneGeneration,
	cleanUpInTwoSteps,
	cleanUpWaits,
	leastRecentlyUsed,
	aDayAtMost,
	noLengthLimit,
	joinedWithColon,
	refusalStored,
	unknownFreesKey,
	unknownForEver,
	failuresLiveShorter,
	staleIfError,
	refusalStartsATimer,
	conflictUntilItExpires,
	requestContext,
	storedIfWritten,
	onlySuccessWakes,
	neverTakenOut,
	locksKept,
	historyOfEnds,
	queueOfFirstSight,
	sleeperPerKey,
	tickerStoppedOnly,
	resultNobodyTakes,
	packageState,
	lockForgottenTooSoon,
	queueByKey,
}
