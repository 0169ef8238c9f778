// Package wrong holds wrong answers to the challenge payload, one mistake a file. Each is plausible,
// works for a single click, and must be caught by the scenario that it names.
package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

// New is what the challenge asks for.
type New = func(ctx context.Context, b bank.Transferer) http.Handler

// All lists the wrong answers, the seed's own first.
var All = []solutions.Wrong[New]{
	reEncoded,
	amountAsFloat,
	payloadCheckedOnly,
	replayWithoutLocation,
	hashIsTheKey,
	lowerCaseKey,
	noKeyNoProtection,
	trailingBytes,
	badBodyBindsKey,
	payloadIgnored,
	mismatchToldConflict,
	mismatchStored,
	mismatchRebinds,
	sharedBuffer,
	hashOfTheRest,
	payloadInTheKey,
	fourMembersOnly,
	joinedWithBars,
	arraysSorted,
	nullIsMissing,
	printedValues,
	whiteSpaceStripped,
	caseFolded,
	stringsTrimmed,
	firstLevelOnly,
	nestingCut,
	flattenedPaths,
	xoredMembers,
	decodedNumbers,
	bigFloats,
	zerosTrimmed,
	first64Kilobytes,
	megabyteAndAHalf,
	crc32OfPayload,
	fnv32OfPayload,
	hashCutShort,
	twoFingerprints,
	headersInTheHash,
	contentTypeCompared,
	usedKeyNotValidated,
	bodyCopiedIntoAnswer,
	checkThenAct,
	lookedUpBeforeTheBody,
	comparedWhenDone,
	mismatchFreesClaim,
	waitsThenExecutes,
	comparedBeforeTheClaim,
	payloadAfterTheClaim,
	globalLock,
	sharedHasher,
	noLengthLimit,
	callerInThePayload,
	joinedWithColon,
	refusedPayloadRemembered,
	refusalStored,
	errorComparedByValue,
	anyErrorFrees,
	failuresNotCompared,
	unknownOpenToOthers,
	panicKeepsClaim,
	transferWithTheRequest,
	halfAPayload,
	allWaitersGo,
	bodyKept,
	bodyKeptInDoubt,
	refusedPayloadsKept,
	janitorWithoutEnd,
	oneMapForAll,
	payloadForgotten,
}
