package main

import (
	"regexp"
	"strings"
)

// alone is a line of Markdown that does not go on from the one before it: a blank one, a heading, an
// item, a row, code.
var alone = regexp.MustCompile(`^(\s*$|#|[-*] |\d+\. |\||    )`)

// flowed joins the lines of each paragraph, so that it can be broken anew. A fenced block becomes an
// indented one.
func flowed(text string) string {
	var out []string
	open := false // the last line may go on
	fenced := false
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "```") {
			fenced, open = !fenced, false
			continue
		}
		if fenced && line != "" {
			line = "    " + line
		}
		single := alone.MatchString(line)
		if open && !single {
			out[len(out)-1] += " " + strings.TrimSpace(line)
			continue
		}
		out = append(out, line)
		open = !single || strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ")
	}
	return strings.Join(out, "\n")
}

// wrapped breaks lines that are too long for the screen between words; what follows of an item stands
// below its text.
func wrapped(text string, width int) string {
	const most, least = 100, 20
	width = max(min(width, most), least)
	var out []string
	for _, line := range strings.Split(text, "\n") {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		if strings.HasPrefix(line, "- ") {
			indent = "  "
		}
		for len([]rune(line)) > width && len(indent) < width/2 {
			at := strings.LastIndex(string([]rune(line)[:width+1]), " ")
			if at <= len(indent) { // a word that is longer than a line
				at = len(string([]rune(line)[:width]))
			}
			out, line = append(out, line[:at]), indent+strings.TrimLeft(line[at:], " ")
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}
