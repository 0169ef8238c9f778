// Package harness judges HTTP handlers that should be idempotent.
//
// A Suite is a list of Scenarios, one for each promise of a challenge. A Scenario drives traffic
// with a Client (retries, bursts, slow bodies, clients that leave, a clock that is moved on) at a
// fresh handler, whose effects — charges, shipments, events — belong to a World: it counts them,
// holds them at gates, refuses them, loses their answers. What happened is recorded as a
// history.History, plain data, and rules of package judge find what is wrong in it. Check returns
// the verdicts as data; Run is a thin skin on it for go test.
//
//	traffic → client → handler → effects → history → rules → report → text
//
// Each run happens in a testing/synctest bubble, in virtual time, and is watched from outside in
// real time, so that nothing a handler does hangs or ends the run. Where the handler's code was
// rewritten (package interleave/rewrite, through go test -overlay) the harness owns the schedule:
// it tries every order of the statements of concurrent requests, fewest preemptions first. The same
// traffic then runs freely under the race detector, which explored runs would blind. Code that
// was not rewritten, as in an editor, is judged with gates: effects and bodies are held until every
// duplicate is in.
//
// What it promises: a violation that it reports is one, with the history that proves it, the same
// each time. What it does not: that code which it passes is right. It tries all schedules within a
// bound, of the traffic that its scenarios send.
//
// Suite.Attack judges servers outside of the process, over a network and in real time, by the same
// scenarios and rules: see outside.go, and package remote for those that speak HTTP.
//
// A suite's author reads suite.go (Suite, Scenario, Case, Exploration), client.go (the traffic) and
// package scenarios (what every keyed challenge shares). DESIGN.md says how a challenge is added.
package harness
