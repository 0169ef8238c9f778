package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"example.com/idempotency/harness/history"
)

// Ids that two servers made up are no difference, in the answer that brings them and in later ones;
// whatever else an answer says is.
func TestMadeUpIDs(t *testing.T) {
	told := func(id, status string) history.History {
		return history.History{Attempts: []history.Attempt{
			{N: 1, Answer: history.Answer{Status: 201, Header: map[string][]string{"Location": {"/orders/" + id}}, Body: `{"id":"` + id + `"}`}},
			{N: 2, Answer: history.Answer{Status: 201, Body: `{"id":"ch_1","order":"` + id + `","status":"` + status + `"}`}},
		}}
	}
	plain := func(h history.History, n int) answer { return plainAnswer(h.Attempts[n].Answer, madeUp(&h)) }
	mine, theirs, other := told("ord_AAAA", "completed"), told("order-7", "completed"), told("ord_AAAA", "done")
	assert.Equal(t, plain(theirs, 0), plain(mine, 0))
	assert.Equal(t, plain(theirs, 1), plain(mine, 1))
	assert.NotEqual(t, plain(theirs, 1), plain(other, 1))
}
