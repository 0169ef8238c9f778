package harness

import (
	"fmt"
	"time"
)

// story is how much of the run's time has passed, when the machine's is real.
func (d *live) story(real time.Duration) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	const precision = 100 * time.Microsecond // more is noise
	return (time.Duration(float64(real)*d.quick) + d.skipped).Round(precision)
}

// lasts is how much of the machine's time a stretch of the run's takes.
func (d *live) lasts(t time.Duration) time.Duration {
	switch {
	case d.short > 0:
		return time.Duration(float64(t) / d.quick)
	case d.exact:
		return t
	}
	return t / shrink
}

// slack is how far instants of the run's time may be off.
func (d *live) slack() time.Duration {
	if d.short > 0 {
		return time.Duration(float64(d.short/4) * d.quick)
	}
	return cutTo
}

// timed says that effects take so long, which the case may go by.
func (d *live) timed(takes time.Duration) {
	if !d.storm && takes < longest {
		d.exact, d.cut = true, longest
	}
}

func (d *live) advance(t time.Duration) {
	real := t
	if d.short > 0 || d.storm {
		real = d.lasts(t)
	}
	switch {
	case d.short > 0 && real > 20*time.Second:
		panic(unmet(fmt.Sprintf("it waits for %v", real.Round(time.Second))))
	case d.short > 0 && t >= time.Minute:
		d.partly("keys live for seconds there, so that what a server does by the minute is not seen")
	case d.short == 0 && d.w.expires(t):
		panic(unmet("it waits until keys expire, in a case that sets no time to live"))
	case d.short == 0 && (real > d.cut || real < t):
		real = min(real, d.cut)
		d.mu.Lock()
		d.skipped += t - real
		d.mu.Unlock()
		d.partly("waits are cut short, so that what a server does a minute later is not seen")
	}
	d.sleep(real)
}

// expires reports whether keys may have expired when t more has passed.
func (w *World) expires(t time.Duration) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.ttl > 0 && w.elapsed()+t > w.ttl/2
}

// realLasts is how much of the machine's time d of the run's takes.
func (w *World) realLasts(d time.Duration) time.Duration {
	if w.live != nil {
		return w.live.lasts(d)
	}
	return d
}

// Now is the time of the run.
func (c *Client) Now() time.Time {
	if c.live != nil {
		return c.began.Add(c.elapsed())
	}
	return time.Now()
}

// imprecise notes that an end is looked at, which in real time is done from afar.
func (d *live) imprecise() {
	d.partly("an end is looked at with a quarter of the time to live to spare, so that a smaller mistake about it is not seen")
}

// Before is an instant at which an end is still sure to come: in virtual time the last nanosecond
// before it.
func (c *Client) Before(end time.Time) time.Time {
	if c.live != nil {
		c.live.imprecise()
		return end.Add(-c.live.slack() * 3 / 2)
	}
	return end.Add(-1)
}

// From is the first instant at which an end is sure to be over: in virtual time the end itself.
func (c *Client) From(end time.Time) time.Time {
	if c.live != nil {
		c.live.imprecise()
		return end.Add(c.live.slack())
	}
	return end
}

// By says that what was sent so far had to be looked at before an end. In real time it may not have
// been: then the run says nothing.
func (c *Client) By(end time.Time) {
	if c.live != nil && c.Now().After(end.Add(-c.live.slack())) {
		panic(void("a request that had to come before an end came too late: the machine, or the server, was too slow"))
	}
}
