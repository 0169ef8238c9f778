package history_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/history"
)

func moment(seq int) history.Moment {
	return history.Moment{Seq: seq, At: time.Duration(seq) * time.Second}
}

func TestMoment(t *testing.T) {
	never := history.Moment{}
	for _, tt := range []struct {
		reason string
		m, o   history.Moment
		before bool
	}{
		{"one after the other", moment(1), moment(2), true},
		{"the other way round", moment(2), moment(1), false},
		{"the same moment", moment(1), moment(1), false},
		{"what happened is before what never did", moment(1), never, true},
		{"what never happened is before nothing", never, moment(1), false},
		{"not even before what never happened either", never, never, false},
		{"the order of recording decides, not the clock", history.Moment{Seq: 1, At: time.Hour}, history.Moment{Seq: 2}, true},
		{"a clock reading alone is no moment", history.Moment{At: time.Hour}, moment(1), false},
	} {
		if got := tt.m.Before(tt.o); got != tt.before {
			t.Errorf("%s: %v.Before(%v) = %v, want %v", tt.reason, tt.m, tt.o, got, tt.before)
		}
		if got, want := tt.m.Happened(), tt.m.Seq != 0; got != want {
			t.Errorf("%s: %v.Happened() = %v, want %v", tt.reason, tt.m, got, want)
		}
	}
}

func TestSuccess(t *testing.T) {
	for status, want := range map[int]bool{0: false, 199: false, 200: true, 201: true, 204: true, 299: true, 300: false, 409: false, 502: false} {
		if got := (history.Answer{Status: status}).Success(); got != want {
			t.Errorf("success of %d = %v, want %v", status, got, want)
		}
	}
}

// attempt is one of an intent that was in flight from one moment to another; 0: it never returned.
func attempt(intent string, sent, returned int) history.Attempt {
	return history.Attempt{Intent: intent, Sent: moment(sent), Returned: moment(returned)}
}

func TestOverlap(t *testing.T) {
	left := attempt("a", 1, 5)
	left.End, left.EndedAt = history.Left, moment(2)
	for _, tt := range []struct {
		reason   string
		attempts []history.Attempt
		want     bool
	}{
		{"nobody", nil, false},
		{"one alone", []history.Attempt{attempt("a", 1, 2)}, false},
		{"one after the other", []history.Attempt{attempt("a", 1, 2), attempt("a", 3, 4)}, false},
		{"the second comes while the first runs", []history.Attempt{attempt("a", 1, 3), attempt("a", 2, 4)}, true},
		{"the second runs within the first", []history.Attempt{attempt("a", 1, 4), attempt("a", 2, 3)}, true},
		{"the first never returns", []history.Attempt{attempt("a", 1, 0), attempt("a", 2, 3)}, true},
		{"neither returns", []history.Attempt{attempt("a", 1, 0), attempt("a", 2, 0)}, true},
		{"two wishes", []history.Attempt{attempt("a", 1, 3), attempt("b", 2, 4)}, false},
		{"another wish between two of one", []history.Attempt{attempt("a", 1, 2), attempt("b", 3, 9), attempt("a", 4, 5)}, false},
		{"the first and the third", []history.Attempt{attempt("a", 1, 9), attempt("b", 2, 3), attempt("a", 4, 5)}, true},
		{"its client has left, its handler still runs", []history.Attempt{left, attempt("a", 3, 4)}, true},
		{"one was never sent", []history.Attempt{attempt("a", 1, 3), attempt("a", 0, 0)}, false},
	} {
		h := history.History{Attempts: tt.attempts}
		if got := h.Overlap(); got != tt.want {
			t.Errorf("%s: overlap = %v, want %v", tt.reason, got, tt.want)
		}
	}
}

func TestLookUp(t *testing.T) {
	h := history.History{Attempts: []history.Attempt{{N: 1, Intent: "b"}, {N: 2, Intent: "a"}, {N: 3, Intent: "b"}}}
	if d := cmp.Diff([]string{"b", "a"}, h.Intents()); d != "" {
		t.Errorf("intents (-want +got)\n%s", d)
	}
	if d := cmp.Diff([]history.Attempt{h.Attempts[0], h.Attempts[2]}, h.OfIntent("b")); d != "" {
		t.Errorf("attempts of b (-want +got)\n%s", d)
	}
	if got := h.OfIntent("c"); got != nil {
		t.Errorf("attempts of c = %v, want none", got)
	}
	if got := h.Attempt(3); got != &h.Attempts[2] {
		t.Errorf("attempt 3 = %v, want the one in the history", got)
	}
	if got := h.Attempt(0); got != nil {
		t.Errorf("attempt 0 = %v, want none", got)
	}
}

// TestRoundTrip: a history in which everything is set comes back from JSON as it was, whatever
// fields are added.
func TestRoundTrip(t *testing.T) {
	var full history.History
	n := 0
	fill(t, reflect.ValueOf(&full).Elem(), &n)
	for _, tt := range []struct {
		reason string
		h      history.History
	}{
		{"nothing happened", history.History{}},
		{"everything is set", full},
		{"text with tricks", history.History{Attempts: []history.Attempt{{N: 1, Key: "<script>\x1b[2J\u2028\"\\", Body: "\x00\r\n日本🙂"}}}},
		{"a century", history.History{TTL: 100 * 365 * 24 * time.Hour, Notes: []history.Note{{Moment: history.Moment{Seq: 1, At: 1<<63 - 1}}}}},
	} {
		text, err := json.Marshal(tt.h)
		if err != nil {
			t.Fatalf("%s: %v", tt.reason, err)
		}
		var back history.History
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", tt.reason, err)
		}
		if d := cmp.Diff(tt.h, back); d != "" {
			t.Errorf("%s: history (-want +got)\n%s", tt.reason, d)
		}
	}
}

// TestJSON holds the names that reports are written with.
func TestJSON(t *testing.T) {
	h := history.History{
		Attempts: []history.Attempt{{N: 1, Intent: "a", Mark: "100 USD", Method: "POST", Path: "/", Sent: moment(1), End: history.Left, EndedAt: moment(2)}},
		Notes:    []history.Note{{Moment: moment(3), Kind: history.Due, Text: "in time", Attempts: []int{1}}},
	}
	text, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"attempts":[{"n":1,"intent":"a","mark":"100 USD","method":"POST","path":"/",` +
		`"sent":{"seq":1,"at":1000000000},"returned":{"seq":0,"at":0},"end":"left","ended":{"seq":2,"at":2000000000},"answer":{"status":0,"size":0}}],` +
		`"notes":[{"seq":3,"at":3000000000,"kind":"due","text":"in time","attempts":[1]}]}`
	if d := cmp.Diff(want, string(text)); d != "" {
		t.Errorf("JSON (-want +got)\n%s", d)
	}
	if text, _ := json.Marshal(history.History{}); string(text) != "{}" {
		t.Errorf("JSON of the empty history = %s, want {}", text)
	}
}

// fill sets everything in v to a value of its own.
func fill(t *testing.T, v reflect.Value, n *int) {
	t.Helper()
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); !f.IsExported() || strings.HasPrefix(f.Tag.Get("json"), "-") {
				t.Errorf("field %s of %s is not in its JSON", f.Name, v.Type())
				continue
			}
			fill(t, v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(t, v.Index(0), n)
		fill(t, v.Index(1), n)
	case reflect.Map:
		key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(t, key, n)
		fill(t, elem, n)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, elem)
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	default:
		t.Fatalf("a history holds a %s, which this test can not fill", v.Type())
	}
}
