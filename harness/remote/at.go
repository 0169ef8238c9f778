package remote

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"example.com/idempotency/harness"
)

// An At is a server that runs already, and is never started anew.
type At struct {
	URL      string            // http://127.0.0.1:8080
	Services map[string]string // where the server looks for its effects, by variable; empty: it has its own
	TTL      time.Duration     // for how long its keys live; 0: not known
	API      *API              // how it differs from what the challenge asks for
	Requests int               // the most in all

	wire    Wire
	effects services
}

var _ harness.Site = (*At)(nil)

// Listen readies the site: it serves the effects where the server looks for them.
func (a *At) Listen() error {
	u, err := parse(a.URL)
	if err != nil {
		return fmt.Errorf("URL=%s: %w", a.URL, err)
	}
	a.wire = Wire{Addr: u.Host, Host: u.Host, Prefix: strings.TrimSuffix(u.EscapedPath(), "/"), TLS: u.Scheme == "https"}
	if u.Port() == "" {
		a.wire.Addr = net.JoinHostPort(u.Hostname(), map[bool]string{false: "80", true: "443"}[a.wire.TLS])
	}
	for name, at := range a.Services {
		addr, err := loopback(at)
		if err == nil {
			_, err = a.effects.open(name, addr)
		}
		if err != nil {
			a.effects.close()
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// Loopback reports whether a URL is that of a server on this machine.
func Loopback(raw string) (bool, error) {
	u, err := parse(raw)
	if err != nil {
		return false, fmt.Errorf("URL=%s: %w", raw, err)
	}
	return local(u.Hostname()), nil
}

func parse(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil, errors.New("is no URL such as http://127.0.0.1:8080")
	}
	return u, nil
}

// Stop ends what Listen began.
func (a *At) Stop() { a.effects.close() }

// Terms implements harness.Site.
func (a *At) Terms() harness.Terms {
	return harness.Terms{Effects: len(a.Services) > 0, TTL: a.TTL, Requests: a.Requests, Workers: 1, OneCaller: a.API.OneCaller()}
}

// Open implements harness.Site.
func (a *At) Open(ctx context.Context, _ string, s harness.Surroundings) (harness.Visit, error) {
	conn, err := a.wire.dial(ctx)
	if err != nil {
		return nil, fmt.Errorf("URL=%s: %s", a.URL, reason(err))
	}
	conn.Close()
	a.effects.set(s.Services)
	return call{a.API.Translate(a.wire), a}, nil
}

// A call is a run at a server that goes on afterwards.
type call struct {
	http.Handler
	at *At
}

// Again implements harness.Visit.
func (c call) Again(s harness.Surroundings) { c.at.effects.set(s.Services) }

// Close implements harness.Visit.
func (call) Close() string { return "" }
