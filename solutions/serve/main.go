// Command serve serves an answer to a challenge over HTTP, as harness/ATTACK.md asks for: the
// reference, or the alternative or wrong answer of a name. It is what make attack is tried with, and
// an example of a server that is attacked.
//
//	make attack C=keys CMD="go run ./solutions/serve -c keys"
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"syscall"
	"time"

	"example.com/idempotency/solutions/internal/orders"
)

func main() {
	challenge := flag.String("c", "keys", "name of the challenge")
	answer := flag.String("a", reference, "name of the answer")
	list := flag.Bool("list", false, "list the answers as JSON, in place of serving one")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *challenge, *answer, *list); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, challenge, name string, list bool) error {
	answers, ok := all[challenge]
	if !ok {
		return fmt.Errorf("no challenge %q is served", challenge)
	}
	if list {
		return json.NewEncoder(os.Stdout).Encode(answers())
	}
	as := answers()
	i := slices.IndexFunc(as, func(a answer) bool { return a.Name == name })
	if i < 0 {
		return fmt.Errorf("%s has no answer %q", challenge, name)
	}
	s, err := fromEnv(ctx)
	if err != nil {
		return err
	}
	return serve(ctx, as[i].build(s))
}

// serve listens on PORT until ctx ends.
func serve(ctx context.Context, h http.Handler) error {
	port := os.Getenv("PORT")
	if port == "" {
		return errors.New("PORT is not set")
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	context.AfterFunc(ctx, func() { _ = srv.Close() })
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// A setup is what an answer is made with.
type setup struct {
	ctx       context.Context
	bank      bankClient
	warehouse warehouseClient
	events    eventsClient
	ttl       time.Duration
	orders    []orders.Order
}

// fromEnv reads what the environment says. What a challenge does not need may be missing.
func fromEnv(ctx context.Context) (setup, error) {
	s := setup{
		ctx: ctx, ttl: 24 * time.Hour,
		bank:      bankClient{service{os.Getenv("BANK_URL")}},
		warehouse: warehouseClient{service{os.Getenv("WAREHOUSE_URL")}},
		events:    eventsClient{service{os.Getenv("EVENTS_URL")}},
	}
	if v := os.Getenv("KEY_TTL"); v != "" {
		seconds, err := strconv.ParseFloat(v, 64)
		if err != nil || seconds <= 0 {
			return s, fmt.Errorf("KEY_TTL=%s is not a number of seconds", v)
		}
		s.ttl = time.Duration(seconds * float64(time.Second))
	}
	if v := os.Getenv("ORDERS"); v != "" {
		if err := json.Unmarshal([]byte(v), &s.orders); err != nil {
			return s, fmt.Errorf("ORDERS: %w", err)
		}
	}
	return s, nil
}
