package middlewaretest

import (
	"fmt"
	"time"

	"example.com/idempotency/harness"
)

// each has a case for each of the bodies, with each of the codes.
func each(bs []body, codes []int, drive func(c *harness.Client, a answer)) []harness.Case {
	var out []harness.Case
	for _, b := range bs {
		out = append(out, every(b.name, answersWith(b, codes), drive))
	}
	return out
}

// every is a case with each of the answers.
func every(name string, as []answer, drive func(c *harness.Client, a answer)) harness.Case {
	return on(cells(as), name, func(c *harness.Client) {
		for _, a := range as {
			drive(c, a)
		}
	})
}

// retry: as for every key, and however the body is framed.
func retry() harness.Scenario {
	s := pay.Retry()
	s.Cases[0].Name = "the same bytes"
	s.Cases = append(s.Cases, harness.Case{Name: "with a length and in chunks", Drive: func(c *harness.Client) {
		for i, chunked := range []bool{true, false} {
			r := pay.Request(c.Key(fmt.Sprint("k", i+1)), 100).Expect(pay.Created)
			for range 3 {
				r.Chunked = chunked
				c.Send(r)
				chunked = !chunked
			}
		}
	}})
	return s
}

// bareAnswer: nobody notices that there is a middleware.
func bareAnswer() harness.Scenario {
	drive := func(c *harness.Client, a answer) {
		c.Send(bare(asking(c, a)))
		c.Send(asking(c, a))
	}
	return scenario(1, "bare-answer", "the first answer is that of the bare handler, byte for byte, whatever it is and however it is written",
		append(each(bodies, append(successes, failures...), drive), every("odd answers", odd, drive))...)
}

// replay: every later answer is the first one.
func replay() harness.Scenario {
	drive := func(c *harness.Client, a answer) {
		c.Send(asking(c, a))
		c.Advance(time.Second)
		c.Send(asking(c, a))
		c.Send(asking(c, a))
	}
	return scenario(1, "replay-is-the-answer", "a retry is answered with the first answer, byte for byte: status, headers in order, body",
		append(each(bodies, successes, drive), every("odd answers", odd, drive))...)
}

// failuresAreAnswers: what a handler answers is the key's answer, also when it is an error.
func failuresAreAnswers() harness.Scenario {
	after := func(d time.Duration) func(c *harness.Client, a answer) {
		return func(c *harness.Client, a answer) {
			c.Send(asking(c, a))
			c.Advance(d)
			c.Send(asking(c, a))
		}
	}
	cases := each(bodies[:6], failures, after(time.Minute))
	return scenario(1, "failures-are-answers", "an answer is stored whatever its status: a handler that returned 4xx or 5xx does not run again",
		append(cases, every("until the end", answersWith(bodies[0], failures), after(day-1)))...)
}
