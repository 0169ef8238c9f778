package harness

// Ready returns the requests as they will be sent: each with a Prepare has been completed by it.
// Sending does so too; it is for a scenario that must know a request before it sends it.
func (c *Client) Ready(rs ...Request) []Request {
	out := make([]Request, len(rs))
	for i, r := range rs {
		if f := r.Prepare; f != nil {
			r.Prepare = nil
			f(c, &r)
		}
		out[i] = r
	}
	return out
}

// Made returns what made returned for that name when it was first asked for at this handler.
// Prepare uses it, so that requests for one thing find the same thing. Effects meanwhile succeed at
// once, whatever gates and fates the scenario has set.
func (c *Client) Made(name string, made func() string) string {
	if s, ok := c.made[name]; ok {
		return s
	}
	if c.made == nil {
		c.made = map[string]string{}
	}
	before := c.setCalm(true)
	s := made()
	c.setCalm(before)
	c.made[name] = s
	return s
}

func (w *World) setCalm(on bool) (before bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before, w.calm = w.calm, on
	return before
}

// Calm makes every effect from now on succeed at once, whatever gates and fates are left: for the end
// of a storm, when the clients ask once more and everything has to come out right.
func (c *Client) Calm() { c.setCalm(true) }
