// Package solutions describes the answers that stand beside each challenge: in solutions/NAME the
// reference, in its folder alternatives other correct styles, in its folder wrong the mistakes that
// the suite must catch.
package solutions

// An Alternative is another correct answer. F is the type of the challenge's entry function.
type Alternative[F any] struct {
	Name     string // kebab-case
	Tradeoff string // when to choose it, and what it costs, in one sentence
	New      F
}

// A Wrong answer is plausible and makes one mistake. F is the type of the challenge's entry function.
type Wrong[F any] struct {
	Name   string // kebab-case
	Caught string // the promise that it breaks and whose scenario must catch it: "K9"
	Why    string // the mistake, in one sentence
	Race   bool   // the mistake is a data race, which only the race detector sees
	Shared bool   // it keeps state in variables of the package, which scenarios judged side by side would share
	New    F
}
