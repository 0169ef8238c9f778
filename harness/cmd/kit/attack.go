package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/practice"
	"example.com/idempotency/harness/remote"
	"example.com/idempotency/harness/runner"
)

type attackCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
	Promise   string `short:"p" help:"Judge these promises only, such as K5 or K5,K9."`
	Cmd       string `env:"CMD" help:"The command that starts the server; the kit starts it anew for each run, with PORT set."`
	URL       string `env:"URL" help:"Where a server runs, in place of CMD."`

	BankURL      string  `env:"BANK_URL" help:"With URL: where the server looks for its bank, which the kit is then."`
	WarehouseURL string  `env:"WAREHOUSE_URL" help:"With URL: the same for the warehouse."`
	EventsURL    string  `env:"EVENTS_URL" help:"With URL: the same for events."`
	KeyTTL       float64 `env:"KEY_TTL" help:"With URL: for how many seconds the server remembers keys."`

	API         string `name:"api" env:"API" help:"A file that says how the server differs from what the challenge asks for."`
	AllowRemote bool   `env:"ALLOW_REMOTE" help:"Also a URL that is not on this machine."`

	Seed     uint64        `help:"Seed of storms."`
	JSON     string        `name:"json" help:"Write the whole report to this file."`
	Out      string        `short:"o" help:"Draw what happened on a page in this file."`
	Limit    time.Duration `env:"LIMIT" default:"5m" help:"How long the attack may take."`
	Requests int           `env:"REQUESTS" help:"How many requests may be sent. Default: 20000, and 2000 to another machine."`
	Jobs     int           `env:"JOBS" default:"6" help:"With CMD: how many servers run side by side."`
}

// Run judges a server outside of the process.
func (c *attackCmd) Run(k *kit) error {
	ch, err := k.choose(c.Challenge)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(suites, func(s harness.Suite) bool { return s.Name == ch.Name })
	if i < 0 {
		return fmt.Errorf("challenge %s is no server of its own: make test C=%s judges it in Go", ch.Name, ch.Name)
	}
	site, done, err := c.site(k, ch)
	if err != nil {
		return err
	}
	defer done()
	t := testCmd{Challenge: c.Challenge, Promise: c.Promise, Seed: c.Seed, JSON: c.JSON, server: c.server()}
	o := harness.Options{Seed: c.Seed, Keep: c.Out != "", Only: strings.FieldsFunc(strings.ToUpper(c.Promise), func(r rune) bool { return r == ',' || r == ' ' })}
	ctx, cancel := context.WithTimeout(k.ctx, c.Limit)
	defer cancel()
	start := time.Now()
	rep, err := suites[i].Attack(ctx, site, o)
	if err == nil && k.ctx.Err() != nil {
		err = errors.New("interrupted")
	}
	if err != nil {
		return err
	}
	return c.tell(k, ch, t, runner.Outcome{Report: rep, Run: time.Since(start)})
}

// tell shows the verdict, and writes what is asked for.
func (c *attackCmd) tell(k *kit, ch challenges.Challenge, t testCmd, o runner.Outcome) error {
	if err := t.known(ch, o); err != nil {
		return err
	}
	t.show(k, ch, o)
	if err := c.draw(k, ch, t, o); err != nil {
		return err
	}
	if err := t.write([]runner.Outcome{o}); err != nil {
		return err
	}
	if !o.Held() {
		return errBroken
	}
	return nil
}

// server is how the command line says which server is meant.
func (c *attackCmd) server() string {
	if c.Cmd != "" {
		return fmt.Sprintf("CMD=%q", c.Cmd)
	}
	return "URL=" + c.URL
}

// site is where the server is; done ends what it takes.
func (c *attackCmd) site(k *kit, ch challenges.Challenge) (s harness.Site, done func(), err error) {
	if (c.Cmd == "") == (c.URL == "") {
		return nil, nil, errors.New(`say which server: CMD="node server.js", or URL=http://127.0.0.1:8080`)
	}
	var api *remote.API
	if c.API != "" {
		if api, err = remote.ReadAPI(c.API); err != nil {
			return nil, nil, err
		}
	}
	if c.URL != "" {
		return c.running(k, ch, api)
	}
	log, err := k.serverLog(ch)
	if err != nil {
		return nil, nil, err
	}
	return &remote.Command{Line: c.Cmd, Dir: k.root, Log: log, API: api, Workers: c.Jobs, Requests: cmp.Or(c.Requests, manyRequests)}, func() { log.Close() }, nil
}

// How many requests are sent at most, to this machine and to others.
const (
	manyRequests = 20_000
	fewRequests  = 2_000
)

// running is the site of a server that runs already.
func (c *attackCmd) running(k *kit, ch challenges.Challenge, api *remote.API) (s harness.Site, done func(), err error) {
	here, err := remote.Loopback(c.URL)
	if err != nil {
		return nil, nil, err
	}
	n := cmp.Or(c.Requests, manyRequests)
	if !here {
		if !c.AllowRemote {
			return nil, nil, fmt.Errorf("URL=%s is not on this machine: ALLOW_REMOTE=1 attacks it all the same; ask its owner first", c.URL)
		}
		n = cmp.Or(c.Requests, fewRequests)
		k.out.printf("up to %d requests go to %s: they make, repeat and break off what challenge %s is about, invalid and very large bodies among it\n", n, c.URL, ch.Name)
	}
	at := &remote.At{URL: c.URL, API: api, Services: map[string]string{}, TTL: time.Duration(c.KeyTTL * float64(time.Second)), Requests: n}
	for name, url := range map[string]string{"BANK_URL": c.BankURL, "WAREHOUSE_URL": c.WarehouseURL, "EVENTS_URL": c.EventsURL} {
		if url != "" {
			at.Services[name] = url
		}
	}
	return at, at.Stop, at.Listen()
}

// serverLog is the file that has what the servers print.
func (k *kit) serverLog(ch challenges.Challenge) (io.WriteCloser, error) {
	name := filepath.Join(".kit", "server-"+ch.Name+".log")
	if err := os.MkdirAll(filepath.Join(k.root, ".kit"), 0o755); err != nil {
		return nil, err
	}
	return os.Create(filepath.Join(k.root, name))
}

// draw writes the page, where one is asked for.
func (c *attackCmd) draw(k *kit, ch challenges.Challenge, t testCmd, o runner.Outcome) error {
	if c.Out == "" {
		return nil
	}
	var b bytes.Buffer
	err := t.page(ch, o).Write(&b)
	if err == nil {
		err = practice.WriteFile(c.Out, b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("OUT=%s: %w", c.Out, err)
	}
	k.out.printf("\nThe page: %s\n", c.Out)
	return nil
}

// notJudged says what was not judged, and why: promises with one reason together.
func (k *kit) notJudged(o runner.Outcome) {
	var whys []string
	ids := map[string][]string{}
	add := func(id, why string) {
		if ids[why] == nil {
			whys = append(whys, why)
		}
		if !slices.Contains(ids[why], id) {
			ids[why] = append(ids[why], id)
		}
	}
	for _, x := range o.Results {
		if x.Verdict == judge.NotJudged {
			add(x.ID, x.Why)
		}
	}
	for _, x := range o.Results {
		for _, l := range x.Left {
			if x.Verdict != judge.NotJudged {
				id := x.ID + " in part"
				if l.Case != "" {
					id = fmt.Sprintf("%s (%s)", x.ID, l.Case)
				}
				add(id, l.Why)
			}
		}
	}
	if len(whys) > 0 {
		k.out.printf("\nNot judged over HTTP:\n")
	}
	for _, w := range whys {
		k.out.printf("  %s: %s\n", strings.Join(ids[w], ", "), w)
	}
}

func allHold(o runner.Outcome) string {
	held := 0
	for _, x := range o.Results {
		if x.Verdict == judge.Held {
			held++
		}
	}
	if held < len(o.Results) {
		return fmt.Sprintf("All %d promises hold that can be judged here.", held)
	}
	return fmt.Sprintf("All %d promises hold.", held)
}
