package mock_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"example.com/idempotency/harness/mock"
)

func TestCheckNote(t *testing.T) {
	for _, tt := range []struct{ reason, text, want, err string }{
		{"plain", "asked about crashes", "asked about crashes", ""},
		{"blanks around it", "  said “lease” \t\n", "said “lease”", ""},
		{"markup is text", "<script>alert(1)</script>", "<script>alert(1)</script>", ""},
		{"the longest", strings.Repeat("ü", 1000), strings.Repeat("ü", 1000), ""},
		{"empty", "", "", "there is no text"},
		{"blank", " \t ", "", "there is no text"},
		{"too long", strings.Repeat("ü", 1001), "", "1001 characters are too many: a note has 1000 at most; write two"},
		{"a terminal escape", "a\x1b[2J", "", `'\x1b' at byte 2 is a control character: a note is one line of plain text`},
		{"two lines", "one\ntwo", "", `'\n' at byte 4 is a control character: a note is one line of plain text`},
		{"turns the line around", "a\u202eb", "", `'\u202e' at byte 2 is a control character: a note is one line of plain text`},
		{"a line separator", "a\u2028b", "", `'\u2028' at byte 2 is a control character: a note is one line of plain text`},
		{"broken bytes", "a\xffb", "", "byte 2 is not UTF-8"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			got, err := mock.CheckNote(tt.text)
			assert.Equal(t, tt.want, got)
			if tt.err == "" {
				assert.NoError(t, err)
			} else {
				assert.EqualError(t, err, tt.err)
			}
		})
	}
}
