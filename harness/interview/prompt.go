package interview

import (
	"fmt"
	"regexp"
	"strconv"

	"example.com/idempotency/harness/markdown"
)

// A Prompt is the README.md of a challenge.
type Prompt struct {
	Title    []markdown.Span
	Blocks   []markdown.Block // behind the title, without the section that is about the kit's commands
	Promises []Promise
}

// A Promise is one that a prompt asks for.
type Promise struct {
	ID, Name    string
	Level, Part int // Part is 0 where the prompt is not asked part by part
	Text        []markdown.Span
}

// commands is the section of a README that is for those who practise alone: it points to hints and
// solutions.
const commands = "Run it"

var (
	promised  = regexp.MustCompile(`^([A-Z]+\d+) ([a-z0-9-]+)$`)
	itsLevel  = regexp.MustCompile(`^ \(level ([1-3])\)`)
	dash      = regexp.MustCompile(`^ – `)
	levelHead = regexp.MustCompile(`^Level ([1-3])\b`)
	partHead  = regexp.MustCompile(`^Part (\d)\b`)
)

// ParsePrompt reads the text of a README.md.
func ParsePrompt(text string) (Prompt, error) {
	blocks := markdown.Parse(text)
	if len(blocks) == 0 || blocks[0].Kind != markdown.Heading || blocks[0].Level != 1 {
		return Prompt{}, fmt.Errorf("it does not begin with a title")
	}
	p := Prompt{Title: blocks[0].Text}
	under := false
	for _, b := range blocks[1:] {
		if b.Kind == markdown.Heading && b.Level <= 2 {
			under = markdown.Plain(b.Text) == commands
		}
		if !under {
			p.Blocks = append(p.Blocks, b)
		}
	}
	promises, err := section(p.Blocks, "Promises")
	if err != nil {
		return p, err
	}
	level, part := 0, 0
	for _, b := range promises {
		if b.Kind == markdown.Heading {
			level, part = numberOf(levelHead, b, level), numberOf(partHead, b, part)
			continue
		}
		for _, item := range b.Items {
			if x, ok := promise(item, level, part); ok {
				p.Promises = append(p.Promises, x)
			}
		}
	}
	if len(p.Promises) == 0 {
		return p, fmt.Errorf("the section %q has no items such as **K1 happy-path** – …", "Promises")
	}
	for _, x := range p.Promises {
		if x.Level == 0 {
			return p, fmt.Errorf("promise %s stands under no level", x.ID)
		}
	}
	return p, nil
}

// numberOf is the number in a heading; old when it is another heading.
func numberOf(re *regexp.Regexp, heading markdown.Block, old int) int {
	m := re.FindStringSubmatch(markdown.Plain(heading.Text))
	if m == nil {
		return old
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// promise reads an item: **K1 happy-path** – A valid request …
func promise(item []markdown.Span, level, part int) (Promise, bool) {
	if len(item) < 2 || item[0].Kind != markdown.Strong {
		return Promise{}, false
	}
	m := promised.FindStringSubmatch(markdown.Plain(item[:1]))
	if m == nil {
		return Promise{}, false
	}
	text := append([]markdown.Span(nil), item[1:]...)
	if l := itsLevel.FindStringSubmatch(text[0].Text); l != nil {
		level, _ = strconv.Atoi(l[1])
		text[0].Text = text[0].Text[len(l[0]):]
	}
	text[0].Text = dash.ReplaceAllString(text[0].Text, "")
	return Promise{ID: m[1], Name: m[2], Level: level, Part: part, Text: text}, true
}
