package judge_test

import (
	"fmt"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

func notRunning(n int) []string {
	return []string{fmt.Sprintf("status of #%d, when nothing else with its key was running = 409, want not 409", n)}
}

var conflictOnlyInFlight = table{"ConflictOnlyInFlight", judge.ConflictOnlyInFlight(409), []row{
	{"a duplicate while the first one runs", h(sent(1, "k1"), charge(1), sent(2, "k1"), answered(2, 409), done, answered(1, 201)), nil},
	{"the request sent first, because the second one won", h(sent(1, "k1"), sent(2, "k1"), charge(2), answered(1, 409), done, answered(2, 201)), nil},
	{"a 409 that arrives after the first one's answer", h(sent(1, "k1"), charge(1), sent(2, "k1"), done, answered(1, 201), answered(2, 409)), nil},
	{"sent when the charge was done and the first one not yet answered", h(sent(1, "k1"), charge(1), done, sent(2, "k1"), answered(2, 409), answered(1, 201)), nil},
	{"a duplicate of a duplicate that waits", h(
		sent(1, "k1"), charge(1), sent(2, "k1"), done, answered(1, 201), sent(3, "k1"), answered(3, 409), answered(2, 201),
	), nil},
	{"all but the winner", h(
		sent(1, "k1"), sent(2, "k1"), sent(3, "k1"), charge(3), answered(2, 409), answered(1, 409), refused, answered(3, 402),
	), nil},
	{"the first one's client has left, its handler runs on", h(
		sent(1, "k1"), charge(1), left(1), sent(2, "k1"), answered(2, 409), done, returned(1),
	), nil},
	{"the handler returned with its client, its worker charges on", h(
		sent(1, "k1"), chargeOf("100 USD"), left(1), returned(1), later(time.Second), sent(2, "k1"), answered(2, 409), later(time.Second), done,
	), nil},
	{"the worker of a client that left has not begun yet", h(
		sent(1, "k1"), left(1), returned(1), sent(2, "k1"), answered(2, 409), chargeOf("100 USD"), done,
	), nil},
	{"the worker of a client that left has not recorded the end yet", h(
		sent(1, "k1"), chargeOf("100 USD"), left(1), returned(1), later(time.Second), done, sent(2, "k1"), answered(2, 409),
	), nil},
	{"in real time, the worker of a client that left has not recorded the end yet", h(
		slack(time.Second), sent(1, "k1"), chargeOf("100 USD"), left(1), returned(1), done, later(time.Second), sent(2, "k1"), answered(2, 409),
	), nil},
	{"half an upload holds the key", h(sent(1, "k1", void), sent(2, "k1"), answered(2, 409), left(1), returned(1)), nil},
	{"where the scenario says what is admitted, that counts", h(sent(1, "k1", wants(409, 422)), answered(1, 409)), nil},
	{"a request that must be refused is another rule's", h(sent(1, "k1", void), answered(1, 409)), nil},
	{"a handler that panics holds the key until it returns", h(sent(1, "k1"), charge(1), panics, sent(2, "k1"), answered(2, 409), dropped(1, "boom")), nil},
	{"nobody else was there", h(sent(1, "k1"), answered(1, 409)), notRunning(1)},
	{"nobody else was there, and its own charge is done", h(sent(1, "k1"), charge(1), done, answered(1, 409)), notRunning(1)},
	{"another key with an equal body runs", h(
		sent(1, "k1"), charge(1), sent(2, "k2", marked("100 USD")), answered(2, 409), done, answered(1, 201),
	), notRunning(2)},
	{"a retry after the answer", h(sent(1, "k1"), charge(1), done, answered(1, 201), sent(2, "k1"), answered(2, 409)), notRunning(2)},
	{"a retry after a refusal", h(sent(1, "k1"), charge(1), refused, answered(1, 402), sent(2, "k1"), answered(2, 409)), notRunning(2)},
	{"a retry after a panic", h(sent(1, "k1"), charge(1), panics, dropped(1, "boom"), sent(2, "k1"), answered(2, 409)), notRunning(2)},
	{"the 409 itself was stored", h(
		sent(1, "k1"), charge(1), sent(2, "k1"), answered(2, 409), done, answered(1, 201), sent(3, "k1"), answered(3, 409),
	), notRunning(3)},
	{"another key runs", h(sent(1, "k1"), charge(1), sent(2, "k2"), answered(2, 409), done, answered(1, 201)), notRunning(2)},
	{"half an upload still holds the key when its client is gone", h(
		sent(1, "k1", void), left(1), returned(1), sent(2, "k1"), answered(2, 409),
	), notRunning(2)},
	{"a client left, and the key is held long after the charge", h(
		sent(1, "k1"), chargeOf("100 USD"), left(1), returned(1), done, later(time.Nanosecond), sent(2, "k1"), answered(2, 409),
	), notRunning(2)},
	{"a client left before the charge, which another request starts later", h(
		sent(1, "k1"), left(1), returned(1), later(time.Second), sent(2, "k1"), answered(2, 409), later(time.Hour), sent(3, "k1"), charge(3), done, answered(3, 201),
	), notRunning(2)},
}}

func notRefused(n int, status string) []string {
	return []string{fmt.Sprintf("status of #%d, when nothing was refused while it waited = %s, want not 402", n, status)}
}

var refusedOnlyWhenRefused = table{"RefusedOnlyWhenRefused", judge.RefusedOnlyWhenRefused(402), []row{
	{"its charge was refused", h(sent(1, "k1"), charge(1), refused, answered(1, 402)), nil},
	{"a charge on a goroutine of its own was refused", h(sent(1, "k1"), chargeOf("100 USD"), refused, answered(1, 402)), nil},
	{"all who wait are told", h(
		sent(1, "k1"), sent(2, "k1"), sent(3, "k1"), charge(2), refused, answered(3, 402), answered(1, 402), answered(2, 402),
	), nil},
	{"one waiter is told, the next takes over", h(
		sent(1, "k1"), sent(2, "k1"), sent(3, "k1"), charge(1), refused, answered(2, 402), charge(3), done, answered(1, 402), answered(3, 201),
	), nil},
	{"every retry is refused anew", h(
		sent(1, "k1"), charge(1), refused, answered(1, 402), sent(2, "k1"), charge(2), refused, answered(2, 402),
	), nil},
	{"a waiter is told late, when another has taken over", h(
		sent(1, "k1"), sent(2, "k1"), charge(1), refused, charge(2), done, answered(2, 201), answered(1, 402),
	), nil},
	{"the first client left; who waits is told", h(
		sent(1, "k1"), charge(1), sent(2, "k1"), left(1), returned(1), refused, answered(2, 402),
	), nil},
	{"sent when the charge was refused and the first one not yet answered", h(
		sent(1, "k1"), charge(1), refused, sent(2, "k1"), answered(1, 402), answered(2, 402),
	), nil},
	{"sent when a worker, whose client has left, has not freed the key yet", h(
		sent(1, "k1"), chargeOf("100 USD"), left(1), returned(1), refused, sent(2, "k1"), answered(2, 402),
	), nil},
	{"another payload after a refusal is refused too", h(
		sent(1, "k1"), charge(1), refused, answered(1, 402), sent(2, "k1", marked("250 USD")), charge(2), refused, answered(2, 402),
	), nil},
	{"where the scenario says what is admitted, that counts", h(sent(1, "k1", wants(402)), answered(1, 402)), nil},
	{"nothing was refused", h(sent(1, "k1"), charge(1), done, answered(1, 402)), notRefused(1, "402")},
	{"nothing was charged", h(sent(1, "k1"), answered(1, 402, body("no money"))), notRefused(1, "402 no money")},
	{"an unknown outcome is no refusal", h(sent(1, "k1"), charge(1), unknown, answered(1, 402)), notRefused(1, "402")},
	{"told before the refusal", h(sent(1, "k1"), charge(1), answered(1, 402), refused), notRefused(1, "402")},
	{"the refusal was stored", h(
		sent(1, "k1"), charge(1), refused, answered(1, 402), sent(2, "k1"), answered(2, 402),
	), notRefused(2, "402")},
	{"the refusal was stored, and a client left", h(
		sent(1, "k1"), chargeOf("100 USD"), left(1), returned(1), refused, later(time.Nanosecond), sent(2, "k1"), answered(2, 402),
	), notRefused(2, "402")},
	{"another key's charge was refused", h(
		sent(1, "k1"), sent(2, "k2"), charge(1), refused, answered(1, 402), answered(2, 402),
	), notRefused(2, "402")},
}}

func notUnknown(n int) []string {
	return []string{fmt.Sprintf("status of #%d, when no outcome of its effect was unknown = 502, want not 502", n)}
}

var unknownOnlyWhenUnknown = table{"UnknownOnlyWhenUnknown", judge.UnknownOnlyWhenUnknown(502), []row{
	{"its charge may have happened", h(sent(1, "k1"), charge(1), unknown, answered(1, 502)), nil},
	{"its charge panicked", h(sent(1, "k1"), charge(1), panics, answered(1, 502)), nil},
	{"its charge was cut off when the client before it left", h(sent(1, "k1"), charge(1), left(1), cut, returned(1), sent(2, "k1"), answered(2, 502)), nil},
	{"unknown for everybody, then and later", h(
		sent(1, "k1"), sent(2, "k1"), charge(2), unknown, answered(1, 502), answered(2, 502), later(time.Hour), sent(3, "k1"), answered(3, 502),
	), nil},
	{"a charge on a goroutine of its own", h(sent(1, "k1"), chargeOf("100 USD"), unknown, answered(1, 502)), nil},
	{"where the scenario says what is admitted, that counts", h(sent(1, "k1", wants(502)), answered(1, 502)), nil},
	{"the charge was done", h(sent(1, "k1"), charge(1), done, answered(1, 502)), notUnknown(1)},
	{"the charge was refused", h(sent(1, "k1"), charge(1), refused, answered(1, 502)), notUnknown(1)},
	{"nothing was charged", h(sent(1, "k1"), answered(1, 502)), notUnknown(1)},
	{"the charge still runs", h(sent(1, "k1"), charge(1), answered(1, 502), done), notUnknown(1)},
	{"the charge began only later", h(
		sent(1, "k1"), answered(1, 502), sent(2, "k1"), charge(2), unknown, answered(2, 502),
	), notUnknown(1)},
	{"another key's charge", h(
		sent(1, "k1"), sent(2, "k2"), charge(1), unknown, answered(1, 502), answered(2, 502),
	), notUnknown(2)},
}}

func notSticky(n int, status string) []string {
	return []string{fmt.Sprintf("status of #%d, after charge ch_1 ended without a definite answer = %s, want 502", n, status)}
}

var unknownSticks = table{"UnknownSticks", judge.UnknownSticks(502), []row{
	{"unknown, then and later", h(sent(1, "k1"), charge(1), unknown, answered(1, 502), later(time.Hour), sent(2, "k1"), answered(2, 502)), nil},
	{"the first one may be told anything: other rules judge it", h(sent(1, "k1"), charge(1), unknown, answered(1, 418)), nil},
	{"whoever waited may be told 409", h(sent(1, "k1"), sent(2, "k1"), charge(1), unknown, answered(2, 409), answered(1, 502)), nil},
	{"409 while the first one is being answered", h(sent(1, "k1"), charge(1), unknown, sent(2, "k1"), answered(2, 409), answered(1, 502)), nil},
	{"409 while another retry is being answered", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1"), sent(3, "k1"), answered(3, 409), answered(2, 502),
	), nil},
	{"409 before the worker of a client that left has recorded it", h(
		sent(1, "k1"), chargeOf("100 USD"), left(1), returned(1), unknown, sent(2, "k1"), answered(2, 409),
	), nil},
	{"any 5xx after a panic", h(sent(1, "k1"), charge(1), panics, dropped(1, "boom"), sent(2, "k1"), answered(2, 500), sent(3, "k1"), answered(3, 502)), nil},
	{"a closed connection after a panic", h(sent(1, "k1"), charge(1), panics, dropped(1, "boom"), sent(2, "k1"), dropped(2, "boom")), nil},
	{"another key with an equal body is another charge", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k2", marked("100 USD")), charge(2), done, answered(2, 201),
		sent(3, "k2", marked("100 USD")), answered(3, 201),
	), nil},
	{"the key is a new one when its time is over", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502), later(24*time.Hour),
		sent(2, "k1", of(`key "k1" after its time`)), charge(2), done, answered(2, 201),
	), nil},
	{"one of two keys with equal bodies, it is not known which", h(
		sent(1, "k1"), sent(2, "k2", marked("100 USD")), chargeOf("100 USD"), unknown, chargeOf("100 USD"), done,
		answered(1, 201), answered(2, 502), sent(3, "k1"), answered(3, 201), sent(4, "k2", marked("100 USD")), answered(4, 502),
	), nil},
	{"where the scenario says what is admitted, that counts", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1", wants(422)), answered(2, 422),
	), nil},
	{"a request that must be refused is another rule's", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1", void), answered(2, 400),
	), nil},
	{"409 for ever", h(sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1"), answered(2, 409)), notSticky(2, "409")},
	{"409 for ever after a panic", h(sent(1, "k1"), charge(1), panics, dropped(1, "boom"), sent(2, "k1"), answered(2, 409)), notSticky(2, "409")},
	{"a success after all", h(sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1"), answered(2, 201)), notSticky(2, "201")},
	{"an unknown outcome is no panic", h(sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1"), answered(2, 500)), notSticky(2, "500")},
	{"a second charge that succeeds", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1"), charge(2), done, answered(2, 201),
	), notSticky(2, "201")},
	{"the first unknown outcome is named once", h(
		sent(1, "k1"), charge(1), unknown, answered(1, 502), sent(2, "k1"), charge(2), unknown, answered(2, 502), sent(3, "k1"), answered(3, 402),
	), notSticky(3, "402")},
}}

var knownStatus = table{"KnownStatus", judge.KnownStatus(201, 409, 402, 502), []row{
	{"those of the API", h(
		sent(1, "k1"), answered(1, 201), sent(2, "k2"), answered(2, 409), sent(3, "k3"), answered(3, 402), sent(4, "k4"), answered(4, 502),
	), nil},
	{"any 5xx where the charge panicked", h(sent(1, "k1"), charge(1), panics, answered(1, 500), sent(2, "k1"), answered(2, 503)), nil},
	{"any 5xx where a goroutine of its own panicked", h(sent(1, "k1"), chargeOf("100 USD"), panics, answered(1, 500)), nil},
	{"a client that left has no status", h(sent(1, "k1"), left(1), returned(1)), nil},
	{"a closed connection is another rule's", h(sent(1, "k1"), dropped(1, "boom")), nil},
	{"where the scenario says what is admitted, that counts", h(sent(1, "k1", wants(422)), answered(1, 422)), nil},
	{
		"an error of the server's own", h(sent(1, "k1"), charge(1), done, answered(1, 500, body("marshal"))),
		[]string{"status of #1 = 500 marshal, want 201 or 409 or 402 or 502"},
	},
	{
		"a 4xx where the charge panicked", h(sent(1, "k1"), charge(1), panics, answered(1, 400)),
		[]string{"status of #1 = 400, want 201 or 409 or 402 or 502"},
	},
	{
		"a 5xx where another key's charge panicked", h(sent(1, "k1"), charge(1), panics, dropped(1, "boom"), sent(2, "k2"), answered(2, 500)),
		[]string{"status of #2 = 500, want 201 or 409 or 402 or 502"},
	},
	{
		"another success", h(sent(1, "k1"), charge(1), done, answered(1, 200)),
		[]string{"status of #1 = 200, want 201 or 409 or 402 or 502"},
	},
	{
		"the handler forgot to answer, which is 200 with nothing", h(sent(1, "k1"), answered(1, 200, body(""))),
		[]string{"status of #1 = 200, want 201 or 409 or 402 or 502"},
	},
}}

var dueRule = table{"Due", judge.Due(), []row{
	{"answered in time", h(sent(1, "k1"), charge(1), sent(2, "k2"), charge(2), done, answered(2, 201), due("while 1 was held", 2), ends(1, history.Done), answered(1, 201)), nil},
	{"who is not listed may be late", h(sent(1, "k1"), due("while 1 was held"), answered(1, 201)), nil},
	{"a failure is an answer too", h(sent(1, "k1"), answered(1, 500), due("while 1 was held", 1)), nil},
	{"whose client has left needs no answer", h(sent(1, "k1"), left(1), due("while 1 was held", 1)), nil},
	{"a number that was never sent says nothing", h(due("while 1 was held", 7)), nil},
	{"other notes demand nothing", h(sent(1, "k1"), noteOf(history.Gate, "effects are let go"), answered(1, 201)), nil},
	{
		"answered only when the held one was let go", h(sent(1, "k1"), charge(1), sent(2, "k2"), due("while 1 was held", 2), done, answered(1, 201), answered(2, 201)),
		[]string{"requests answered while 1 was held = 0 of 1, want all"},
	},
	{
		"some of many, and one of them never", h(sent(1, "k1"), sent(2, "k2"), sent(3, "k3"), answered(2, 201), due("in time", 1, 2, 3), answered(1, 201)),
		[]string{"requests answered in time = 1 of 3, want all"},
	},
	{
		"given up just then", h(sent(1, "k1"), due("in time", 1), unanswered(1, "keys.go:7")),
		[]string{"requests answered in time = 0 of 1, want all"},
	},
}}

var noFaults = table{"NoFaults", judge.NoFaults(), []row{
	{"nothing happened but a panic within a request", h(sent(1, "k1"), dropped(1, "boom")), nil},
	{"a crash", h(fault(history.Crash, "panic: boom", "keys.go:9")), []string{"panics outside of a request, which end the process = panic: boom at keys.go:9, want none"}},
	{"a leak", h(fault(history.Leak, "2", "keys.go:9, keys.go:12")), []string{"goroutines left after the server's context ended = 2 at keys.go:9, keys.go:12, want none"}},
	{"a data race", h(fault(history.Race, "1", "keys.go:9 (written) and keys.go:12 (read)")), []string{"data races = 1 at keys.go:9 (written) and keys.go:12 (read), want none"}},
	{"a deadlock, no line known", h(fault(history.Deadlock, "every goroutine waits for another", "")), []string{"deadlocks = every goroutine waits for another, want none"}},
	{"a loop", h(fault(history.Stuck, "the handler of #1 loops without end", "keys.go:9")), []string{"loops without end = the handler of #1 loops without end at keys.go:9, want none"}},
	{"a kind that has no words yet", h(fault("unheard-of", "much", "")), []string{"unheard-of = much, want none"}},
	{"an answer written late", h(sent(1, "k1"), charge(1), done, answered(1, 201, late)), []string{"writes to the answer of #1 after its handler had returned = 1, want 0"}},
}}
