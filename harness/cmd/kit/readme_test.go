package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/internal/slow"
)

func readme(t *testing.T) string {
	b, err := os.ReadFile("../../../README.md")
	require.NoError(t, err)
	return string(b)
}

// Each transcript of the README is what its command prints; … stands for lines left out, and how
// many schedules there are changes with the suite.
func TestReadmeTranscripts(t *testing.T) {
	slow.Test(t)
	blocks := regexp.MustCompile("(?s)```console\n\\$ make ([^\n]*)\n(.*?)```").FindAllStringSubmatch(readme(t), -1)
	require.NotEmpty(t, blocks)
	t.Chdir(sandbox(t))
	for _, b := range blocks {
		t.Run(b[1], func(t *testing.T) {
			got := runMake(t, b[1])
			pattern := strings.ReplaceAll(regexp.QuoteMeta(b[2]), "…\n", `(?s:.*)`)
			pattern = regexp.MustCompile(`\d+ schedules`).ReplaceAllString(pattern, `\d+ schedules`)
			if ok, err := regexp.MatchString("^"+pattern+"$", got); err != nil || !ok {
				assert.Equal(t, b[2], got)
			}
		})
	}
}

// runMake runs the kit as the Makefile does.
func runMake(t *testing.T, line string) string {
	args := []string{}
	flags := map[string]string{"C": "-c", "P": "-p", "FROM": "--from", "SEED": "--seed"}
	for i, w := range strings.Fields(line) {
		k, v, ok := strings.Cut(w, "=")
		switch {
		case i == 0:
			args = append(args, w)
		case ok && flags[k] != "":
			args = append(args, flags[k], v)
		default:
			t.Fatalf("the README's command %q has an argument %q that no test knows", line, w)
		}
	}
	root, err := findRoot()
	require.NoError(t, err)
	var out bytes.Buffer
	code := runIn(context.Background(), root, args, &screen{Writer: &out})
	assert.Less(t, code, 2)
	return out.String()
}

// The README's table of challenges is the register.
func TestReadmeTable(t *testing.T) {
	text := readme(t)
	for _, c := range challenges.All {
		assert.Contains(t, text, fmt.Sprintf("| %d | [%s](challenges/%s/README.md) %s | %s | %d |\n", c.Number, c.Name, c.Name, c.Title, c.Pattern, c.Minutes))
	}
}
