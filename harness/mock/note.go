package mock

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestNote is how many characters a note may have.
const longestNote = 1000

// CheckNote returns the text of a note without the blanks around it, or says what is wrong with it.
func CheckNote(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", errors.New("there is no text")
	}
	if n := utf8.RuneCountInString(text); n > longestNote {
		return "", fmt.Errorf("%d characters are too many: a note has %d at most; write two", n, longestNote)
	}
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			return "", fmt.Errorf("byte %d is not UTF-8", i+1)
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029':
			return "", fmt.Errorf("%+q at byte %d is a control character: a note is one line of plain text", r, i+1)
		}
	}
	return text, nil
}
