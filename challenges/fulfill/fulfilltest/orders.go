package fulfilltest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"example.com/idempotency/harness"
)

// An order is one that the handler is given. Its name begins with the status that it has then, so
// that a history tells it.
type order struct {
	name   string // "paid-1"
	amount int64  // minor units, > 0
}

// paid is the n-th of the orders that can be fulfilled or cancelled.
func paid(n int) order { return order{fmt.Sprint("paid-", n), int64(n) * 100} }

// The orders that can not.
var (
	pending   = order{"pending-1", 7}
	fulfilled = order{"fulfilled-1", 8}
	cancelled = order{"cancelled-1", 9}
	returned  = order{"returned-1", 10}
)

// alike are paid orders whose ids must not be taken for one another.
var alike = []order{{"paid-a", 21}, {"paid-A", 22}, {"paid-aa", 23}, {"paid-7", 24}, {"paid-07", 25}, {"paid-7.0", 26}, {"paid", 27}}

// large is a paid order whose amount no 64-bit floating-point number holds.
var large = order{"paid-large", 9007199254740993}

// usual is what a handler is given where the case does not say otherwise, and every the setting of
// those that need more.
var (
	usual = []order{paid(1), paid(2), paid(3), paid(4)}
	every = slices.Concat(usual, []order{large, pending, fulfilled, cancelled, returned}, alike)
)

// ordersFor makes the orders that a handler is given in w: values of the answer's own type.
func ordersFor[O any](w *harness.World) []O {
	given := harness.Setting(w, usual)
	out := make([]O, len(given))
	for i, o := range given {
		v := reflect.ValueOf(&out[i]).Elem()
		set(v, "ID", reflect.ValueOf(w.Key(o.name)))
		set(v, "Status", reflect.ValueOf(statusOf(o.name)))
		set(v, "Amount", reflect.ValueOf(o.amount))
	}
	return out
}

// givenTo is the same as JSON, for a server outside of the kit's process.
func givenTo(w *harness.World) string {
	type given struct {
		ID     string `json:"id"`
		Status string `json:"status"`
		Amount int64  `json:"amount"`
	}
	var out []given
	for _, o := range harness.Setting(w, usual) {
		out = append(out, given{w.Key(o.name), statusOf(o.name), o.amount})
	}
	b, err := json.Marshal(out)
	if err != nil {
		panic("harness: " + err.Error())
	}
	return string(b)
}

// set sets a field of an order.
func set(order reflect.Value, field string, v reflect.Value) {
	var f reflect.Value
	if order.Kind() == reflect.Struct {
		f = order.FieldByName(field)
	}
	if !f.IsValid() || !f.CanSet() || !v.CanConvert(f.Type()) || f.Kind() != v.Kind() {
		panic(fmt.Sprintf("the type Order has no field %s %s: the README pins its shape", field, v.Type()))
	}
	f.Set(v.Convert(f.Type()))
}

// statusOf is the status that an order of that name or id is given with.
func statusOf(id string) string {
	s, _, _ := strings.Cut(id, "-")
	return s
}

// An ask is fulfill or cancel.
type ask = func(key func(string) string, o order) harness.Request

// fulfill asks for a shipment. The function key makes an id of a name.
func fulfill(key func(string) string, o order) harness.Request {
	return request(key(o.name), "fulfill", key(o.name))
}

// cancel asks for a refund of the whole amount.
func cancel(key func(string) string, o order) harness.Request {
	id := key(o.name)
	return request(id, "cancel", fmt.Sprintf("%d of %s", o.amount, id))
}

// request is one wish about an order: all requests for one order are about the same thing, of which
// one may come true.
func request(id, do, mark string) harness.Request {
	return harness.Request{
		Method: http.MethodPost, Path: "/orders/" + id + "/" + do,
		Intent: fmt.Sprintf("order %q", id), Mark: mark,
	}
}

// work is the traffic whose cost is worth knowing. An order is fulfilled once, so that all but the
// first are repetitions.
var work = []harness.Work{
	{Name: "fulfill again", Request: func(int) harness.Request {
		return fulfill(func(name string) string { return name + "-measure" }, paid(1))
	}},
}
