package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/follow"
	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/mock"
)

type followCmd struct {
	Challenge string `short:"c" help:"Name or number; empty: whichever mock interview is the latest."`
	Port      uint16 `help:"Of this machine; 0: one that is free."`
}

// Run serves a page that follows the mock interview, to browsers on this machine that know its
// address, until it is interrupted.
func (c *followCmd) Run(k *kit) error {
	name := ""
	if c.Challenge != "" {
		ch, err := challenges.Find(c.Challenge)
		if err != nil {
			return err
		}
		name = ch.Name
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(int(c.Port))))
	if err != nil {
		return fmt.Errorf("PORT=%d: %w: leave it out to get one that is free", c.Port, err)
	}
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	s := &follow.Server{
		Token: follow.NewToken(), Hosts: []string{"127.0.0.1:" + port, "localhost:" + port},
		Page: func() (*follow.Page, error) { return k.followed(name) },
	}
	k.out.printf("Follow the mock interview at http://127.0.0.1:%s/%s/\n%s\n", port, s.Token,
		k.out.dim("For you alone: it shows which promises hold. It only reads; ctrl-c ends it."))
	srv := s.HTTP()
	stop := context.AfterFunc(k.ctx, func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = srv.Shutdown(ctx)
	})
	defer stop()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the page: %w", err)
	}
	return nil
}

// followed reads the latest mock interview of a challenge, or of any where it is empty.
func (k *kit) followed(name string) (*follow.Page, error) {
	files, err := mock.Files(k.root, name)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("no mock interview was started yet: make mock C=keys starts one")
	}
	s, err := files[len(files)-1].Read()
	if err != nil {
		return nil, err
	}
	return &follow.Page{Session: s, Now: k.now(), Steps: k.steps(s.Challenge)}, nil
}

// steps are those of a challenge's plan; none where its guide can not be read.
func (k *kit) steps(name string) []interview.Step {
	ch, err := challenges.Find(name)
	if err != nil {
		return nil
	}
	p, err := k.pack(ch)
	if err != nil {
		return nil
	}
	return p.Guide.Steps()
}
