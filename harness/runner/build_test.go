package runner

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What the compiler says about the learner's files is told, by the paths that the learner knows,
// however the go command writes them.
func TestTidy(t *testing.T) {
	for _, x := range []struct{ why, from, says, want string }{
		{"own", "", "# example.com/idempotency/challenges/keys\nchallenges/keys/keys.go:4: syntax error", "challenges/keys/keys.go:4: syntax error"},
		{"from the working folder", "", "./challenges/keys/keys.go:4: syntax error", "challenges/keys/keys.go:4: syntax error"},
		{"absolute", "/tmp/a", "/tmp/a/k.go:4: syntax error\n\tmore", "/tmp/a/k.go:4: syntax error\n\tmore"},
		{"above", "/tmp/a", "../../tmp/a/k.go:4: syntax error", "/tmp/a/k.go:4: syntax error"},
		{"below the module", "/home/kit/mine", "mine/k.go:4: syntax error", "mine/k.go:4: syntax error"},
		{"another declaration of it", "/tmp/a", "/tmp/a/b.go:3:6: New redeclared\n\t/tmp/a/k.go:9[/home/kit/.kit/tmp/run-1/000_k.go:10:6]: other declaration of New", "/tmp/a/b.go:3:6: New redeclared\n\t/tmp/a/k.go:9: other declaration of New"},
		{"the suite's line", "", "/x/suite_test.go:10:5: undefined: keys.New", "challenges/keys: keys.New is not what README.md asks for: undefined: keys.New"},
		{"the kit's own file", "", "harness/client.go:4: syntax error", ""},
	} {
		b := build{Job: Job{Root: "/home/kit", Name: "keys", Entry: "New", From: x.from}, dir: "/home/kit/.kit/tmp/run-1"}
		assert.Equal(t, x.want, b.tidy(x.says), x.why)
	}
}

// A message about the scenarios that were added is not the learner's, and is told with the file as
// its author knows it.
func TestExtraMessage(t *testing.T) {
	for _, x := range []struct{ why, says, want string }{
		{"above", "../../tmp/x/held_out.go:4:2: undefined: y", "does not compile: held_out.go:4:2: undefined: y"},
		{"absolute, behind another line", "# pkg\n/tmp/x/held_out.go:4: undefined: y\n/tmp/x/held_out.go:9: more", "does not compile: held_out.go:4: undefined: y"},
		{"where it stands for the go command", "challenges/keys/keystest/extra/held_out.go:4:2: no required module", "does not compile: held_out.go:4:2: no required module"},
		{"it declares something else", "/k/suite_test.go:13:1: undefined: extra.Scenarios", "it must declare var Scenarios = []harness.Scenario{…}: undefined: extra.Scenarios"},
		{"the learner's", "challenges/keys/keys.go:4: syntax error", ""},
		{"the learner's constructor", "/k/suite_test.go:13:1: undefined: keys.New", ""},
	} {
		b := build{Job: Job{Root: "/home/kit", Name: "keys", Entry: "New", Extra: "/tmp/x"}}
		assert.Equal(t, x.want, b.extraMessage(x.says), x.why)
		assert.Equal(t, x.want == "", b.tidy(x.says) != "", x.why)
	}
}
