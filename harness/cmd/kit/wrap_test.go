package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestProseIsBrokenAnew(t *testing.T) {
	for _, tt := range []struct{ reason, text, want string }{
		{"a paragraph is filled", "one two three\nfour five six\n\nseven", "one two three four\nfive six\n\nseven"},
		{"an item goes on below its text", "- one two three four five\n  six\n- seven", "- one two three four\n  five six\n- seven"},
		{"code and rows stay as they are", "    a := 1\n    b := 2\n| x |\n| y |", "    a := 1\n    b := 2\n| x |\n| y |"},
		{"a fenced block is code", "one:\n\n```http\nPOST / HTTP/1.1\nX-User-Id: ann\n\n{}\n```\n\ntwo\nthree", "one:\n\n    POST / HTTP/1.1\n    X-User-Id: ann\n\n    {}\n\ntwo three"},
		{"a word longer than a line", "aaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa\naaaaa"},
		{"a heading stands alone", "# one\ntwo", "# one\ntwo"},
	} {
		assert.Equal(t, tt.want, wrapped(flowed(tt.text), 20), tt.reason)
	}
}

func TestIdsFillLines(t *testing.T) {
	cells := []cell{{"✓ K1", "1"}, {"✗ K2", "2"}, {"✓ K10", "10"}}
	assert.Equal(t, []string{"part 1  1  2", "        10"}, filled("part 1", cells, 20), "painting takes no room")
	assert.Equal(t, []string{"part 1  1  2  10"}, filled("part 1", cells, 0), "no screen")
	assert.Equal(t, []string{"part 1  1", "        2", "        10"}, filled("part 1", cells, 5), "a very narrow one")
}
