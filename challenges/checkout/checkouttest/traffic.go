package checkouttest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/harness"
)

const day = 24 * time.Hour // how long keys live where a scenario says nothing else

// create asks for an order of n minor units.
func create(key string, n int64) harness.Request {
	return harness.Request{
		Method: "POST", Path: "/orders", Caller: harness.DefaultCaller, Key: key,
		Body: fmt.Sprintf(`{"items":[{"sku":"book","quantity":1}],"amount":%d,"currency":"USD"}`, n),
	}
}

// pay asks for the payment of an order of n minor units.
func pay(order, key string, n int64) harness.Request {
	return harness.Request{
		Method: "POST", Path: "/orders/" + url.PathEscape(order) + "/payments", Caller: harness.DefaultCaller, Key: key,
		Mark: banktest.ChargeMark(n, "USD"),
	}
}

// fulfil asks for the shipment of an order. Its path is its key.
func fulfil(order string) harness.Request {
	return harness.Request{
		Method: "POST", Path: "/orders/" + url.PathEscape(order) + "/fulfill", Caller: harness.DefaultCaller,
		Mark: order, Intent: "fulfilment of " + order,
	}
}

// refund asks for n minor units of a payment.
func refund(payment, key string, n int64) harness.Request {
	return harness.Request{
		Method: "POST", Path: "/payments/" + url.PathEscape(payment) + "/refunds", Caller: harness.DefaultCaller, Key: key,
		Body: fmt.Sprintf(`{"amount":%d}`, n), Mark: banktest.RefundMark(n),
	}
}

// look asks for an order or a payment.
func look(kind, id string) harness.Request {
	return harness.Request{
		Method: "GET", Path: "/" + kind + "/" + url.PathEscape(id), Caller: harness.DefaultCaller,
		Intent: "a look at " + id,
	}.Expect(200)
}

// as returns r as another caller's.
func as(caller string, r harness.Request) harness.Request {
	r.Caller = caller
	return r
}

// missing stands for an id that an answer should have had: whoever asks for it gets 404.
const missing = "there-was-no-id"

// idIn is the id of what p made.
func idIn(p *harness.Pending) string {
	var v struct{ ID any }
	_ = json.Unmarshal([]byte(p.Answer().Body), &v)
	if s, ok := v.ID.(string); ok && s != "" && !strings.ContainsAny(s, "\x00\r\n") {
		return s
	}
	return missing
}

// ordered makes an order of n minor units and returns its id.
func ordered(c *harness.Client, name string, n int64) string {
	return orderedAs(c, harness.DefaultCaller, name, n)
}

func orderedAs(c *harness.Client, caller, name string, n int64) string {
	return c.Made("order "+name+" of "+caller, func() string {
		return idIn(c.Send(as(caller, create(c.Key("make-"+name), n)).Expect(201)))
	})
}

// paid makes an order of n minor units, pays it, and returns the ids of both.
func paid(c *harness.Client, name string, n int64) (order, payment string) {
	return paidAs(c, harness.DefaultCaller, name, n)
}

func paidAs(c *harness.Client, caller, name string, n int64) (order, payment string) {
	order = orderedAs(c, caller, name, n)
	payment = c.Made("payment "+name+" of "+caller, func() string {
		return idIn(c.Send(as(caller, pay(order, c.Key("make-"+name), n)).Expect(201)))
	})
	return order, payment
}
