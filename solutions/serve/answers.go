package main

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout"
	checkoutright "example.com/idempotency/solutions/checkout/alternatives"
	checkoutwrong "example.com/idempotency/solutions/checkout/wrong"
	"example.com/idempotency/solutions/expiry"
	expiryright "example.com/idempotency/solutions/expiry/alternatives"
	expirywrong "example.com/idempotency/solutions/expiry/wrong"
	"example.com/idempotency/solutions/fingerprint"
	fingerprintright "example.com/idempotency/solutions/fingerprint/alternatives"
	fingerprintwrong "example.com/idempotency/solutions/fingerprint/wrong"
	"example.com/idempotency/solutions/fulfill"
	fulfillright "example.com/idempotency/solutions/fulfill/alternatives"
	fulfillwrong "example.com/idempotency/solutions/fulfill/wrong"
	"example.com/idempotency/solutions/inflight"
	inflightright "example.com/idempotency/solutions/inflight/alternatives"
	inflightwrong "example.com/idempotency/solutions/inflight/wrong"
	"example.com/idempotency/solutions/keys"
	keysright "example.com/idempotency/solutions/keys/alternatives"
	keyswrong "example.com/idempotency/solutions/keys/wrong"
	"example.com/idempotency/solutions/payload"
	payloadright "example.com/idempotency/solutions/payload/alternatives"
	payloadwrong "example.com/idempotency/solutions/payload/wrong"
	"example.com/idempotency/solutions/users"
	usersright "example.com/idempotency/solutions/users/alternatives"
	userswrong "example.com/idempotency/solutions/users/wrong"
)

// reference is the name of a challenge's reference solution.
const reference = "reference"

// An answer can be served.
type answer struct {
	Name   string `json:"name"`
	Caught string `json:"caught"` // of a wrong answer: the promise that it breaks
	Why    string `json:"why"`    // of a wrong answer: the mistake
	Race   bool   `json:"race"`   // only the race detector sees the mistake

	build func(s setup) http.Handler
}

// all lists the answers to each challenge, the reference first.
var all = map[string]func() []answer{
	"keys": func() []answer {
		return answers(keys.New, keysright.All, keyswrong.All, func(f keysright.New, s setup) http.Handler { return f(s.ctx, s.bank) })
	},
	"expiry": func() []answer {
		return answers(expiry.New, expiryright.All, expirywrong.All, func(f expiryright.New, s setup) http.Handler { return f(s.ctx, s.bank, s.ttl) })
	},
	"fingerprint": func() []answer {
		return answers(fingerprint.New, fingerprintright.All, fingerprintwrong.All, func(f fingerprintright.New, s setup) http.Handler { return f(s.ctx, s.warehouse, s.ttl) })
	},
	"inflight": func() []answer {
		return answers(inflight.New, inflightright.All, inflightwrong.All, func(f inflightright.New, s setup) http.Handler { return f(s.ctx, s.bank) })
	},
	"fulfill": func() []answer {
		as := answers(nil, fulfillright.All, fulfillwrong.All, func(f fulfillright.New, s setup) http.Handler { return f(s.ctx, s.orders, s.warehouse, s.bank) })
		as[0].build = func(s setup) http.Handler {
			own := make([]fulfill.Order, len(s.orders))
			for i, o := range s.orders {
				own[i] = fulfill.Order(o)
			}
			return fulfill.New(s.ctx, own, s.warehouse, s.bank)
		}
		return as
	},
	"users": func() []answer {
		return answers(users.New, usersright.All, userswrong.All, func(f usersright.New, s setup) http.Handler { return f(s.ctx, s.events) })
	},
	"payload": func() []answer {
		return answers(payload.New, payloadright.All, payloadwrong.All, func(f payloadright.New, s setup) http.Handler { return f(s.ctx, s.bank) })
	},
	"checkout": func() []answer {
		as := answers(nil, checkoutright.All, checkoutwrong.All, func(f checkoutright.New, s setup) http.Handler { return f(s.ctx, s.bank, s.warehouse, s.ttl) })
		as[0].build = func(s setup) http.Handler { return checkout.New(s.ctx, s.bank, s.warehouse, s.ttl) }
		return as
	},
}

// answers lists the answers whose entry function is an F.
func answers[F any](ref F, right []solutions.Alternative[F], wrong []solutions.Wrong[F], build func(f F, s setup) http.Handler) []answer {
	out := []answer{{Name: reference, build: func(s setup) http.Handler { return build(ref, s) }}}
	for _, a := range right {
		out = append(out, answer{Name: a.Name, build: func(s setup) http.Handler { return build(a.New, s) }})
	}
	for _, a := range wrong {
		out = append(out, answer{Name: a.Name, Caught: a.Caught, Why: a.Why, Race: a.Race, build: func(s setup) http.Handler { return build(a.New, s) }})
	}
	return out
}
