package practice

import (
	"fmt"
	"regexp"
	"strings"
)

var numbered = regexp.MustCompile(`(?m)^\d+\. `)

// Hints returns the hints for a promise in the text of a HINTS.md, the weakest first: the items of
// the numbered list under the heading "## K9 duplicates".
func Hints(text, promise string) ([]string, error) {
	_, section, ok := strings.Cut("\n"+text, "\n## "+promise+" ")
	if !ok {
		return nil, fmt.Errorf("HINTS.md has no hints for %s", promise)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	starts := numbered.FindAllStringIndex(section, -1)
	var out []string
	for i, at := range starts {
		end := len(section)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		out = append(out, dedent(section[at[1]:end]))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("HINTS.md has no numbered hints for %s", promise)
	}
	return out, nil
}

// dedent takes the indentation of a list item away.
func dedent(s string) string {
	lines := strings.Split(strings.TrimRight(s, "\n "), "\n")
	for i, l := range lines {
		if i > 0 {
			lines[i] = strings.TrimPrefix(l, "   ")
		}
	}
	return strings.Join(lines, "\n")
}
