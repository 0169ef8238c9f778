package runner

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/interleave/rewrite"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/practice"
)

// ErrExtra marks a fault of the scenarios in Job.Extra. Nobody's code was judged.
var ErrExtra = errors.New("the scenarios that were added are at fault")

// extraPackage is where the added scenarios stand for the go command, beside the suite.
func (j Job) extraPackage() string { return "challenges/" + j.Name + "/" + j.Name + "test/extra" }

// addExtra puts the added scenarios into the overlay, as they are written.
func (b *build) addExtra(o *rewrite.Over) (err error) {
	if b.Extra == "" {
		return nil
	}
	if b.extra, err = practice.Digest(b.Extra); err != nil {
		return err
	}
	return b.standExtra(o)
}

// standExtra makes the added scenarios a package beside the suite.
func (j Job) standExtra(o *rewrite.Over) error {
	return o.Add(rewrite.Target{
		Root: j.Root, Dir: filepath.Join(j.Root, filepath.FromSlash(j.extraPackage())), From: j.Extra, Package: "extra",
		ImportPath: Module + "/" + j.extraPackage(), Plain: true,
		Keep: func(string) bool { return false },
	})
}

// addExtra adds the scenarios to the suite by which the gallery's test judges.
func (g Gallery) addExtra(o *rewrite.Over, dir string) error {
	if g.Extra == "" {
		return nil
	}
	j := Job{Root: g.Root, Name: g.Name, Extra: g.Extra}
	file := filepath.Join(dir, "extra_test.go")
	text := fmt.Appendf(nil, "package %s_test\n\nimport (\n\t\"%s/challenges/%s/%stest\"\n\textra %q\n)\n\nfunc init() { %stest.Suite = %stest.Suite.With(extra.Scenarios) }\n",
		g.Name, Module, g.Name, g.Name, Module+"/"+j.extraPackage(), g.Name, g.Name)
	if err := os.WriteFile(file, text, 0o644); err != nil {
		return err
	}
	o.Replace[filepath.Join(g.Root, "solutions", g.Name, "kit_extra_test.go")] = file
	return j.standExtra(o)
}

// suiteFile is the test file that joins the suite, what is added to it, and the code.
func (j Job) suiteFile() []byte {
	suite := fmt.Sprintf("%s/challenges/%s/%stest", Module, j.Name, j.Name)
	imports := fmt.Sprintf("\"testing\"\n\n\t\"%s/challenges/%s\"\n\t%q", Module, j.Name, suite)
	add := ""
	if j.Extra != "" {
		imports += fmt.Sprintf("\n\textra %q", Module+"/"+j.extraPackage())
		add = fmt.Sprintf("\t%stest.Suite = %stest.Suite.With(extra.Scenarios)\n", j.Name, j.Name)
	}
	return fmt.Appendf(nil, "package %s_test\n\nimport (\n\t%s\n)\n\nfunc TestSuite(t *testing.T) {\n%s\t%stest.Run(t, %s.%s)\n}\n", j.Name, imports, add, j.Name, j.Name, j.Entry)
}

var position = regexp.MustCompile(`^(.*?\.go):(\d+(?::\d+)?): (.*)$`)

// extraMessage is the compiler's first message about the added scenarios, with the file as their
// author knows it; empty: it says nothing about them.
func (j Job) extraMessage(msg string) string {
	for _, l := range strings.Split(msg, "\n") {
		m := position.FindStringSubmatch(j.absolute(strings.TrimSpace(l)))
		if m == nil || j.Extra == "" {
			continue
		}
		switch {
		case filepath.Dir(m[1]) == j.Extra || strings.HasSuffix(filepath.ToSlash(filepath.Dir(m[1])), j.extraPackage()):
			return fmt.Sprintf("does not compile: %s:%s: %s", filepath.Base(m[1]), m[2], m[3])
		case filepath.Base(m[1]) == suiteTest && strings.Contains(m[3], "extra."):
			return "it must declare var Scenarios = []harness.Scenario{…}: " + m[3]
		}
	}
	return ""
}

// extraPanics reports whether a process was ended by a panic of the added scenarios.
func (j Job) extraPanics(log string) bool {
	at := fatal.FindStringIndex(log)
	if j.Extra == "" || at == nil {
		return false
	}
	for _, m := range learner.FindAllStringSubmatch(log[at[0]:], -1) {
		if path := m[1]; !standard(path) {
			return filepath.Dir(path[:strings.LastIndexByte(path, ':')]) == j.Extra
		}
	}
	return false
}

// extraFault says which added scenario broke in its own traffic or rules, if one did.
func (o Outcome) extraFault() error {
	for _, x := range o.Results {
		if text, bug := strings.CutPrefix(x.Why, string(harness.KitBug)+": "); x.Extra && bug && x.Verdict == judge.Inconclusive {
			return fmt.Errorf("%w: scenario %s panics: %s", ErrExtra, x.ID, firstLine(text))
		}
	}
	return nil
}
