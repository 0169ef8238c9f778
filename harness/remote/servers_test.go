package remote_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/remote"
)

// The servers of this test are the test's own binary, told by this variable what to be.
const envServer = "KIT_TEST_SERVER"

func TestMain(m *testing.M) {
	if f := servers[os.Getenv(envServer)]; f != nil {
		l, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
		if err != nil {
			panic(err)
		}
		f(l)
		return
	}
	switch os.Getenv(envServer) {
	case "kit": // starts a server, and is ended by force
		site := &remote.Command{Line: fmt.Sprintf("%q", os.Args[0]), Env: []string{envServer + "=with a child"}}
		if _, err := site.Open(context.Background(), "k", harness.Surroundings{}); err != nil {
			panic(err)
		}
		fmt.Println("open")
		select {}
	case "deaf": // never listens
		select {}
	case "stillborn":
		fmt.Println("no database")
		os.Exit(7)
	case "slow":
		time.Sleep(700 * time.Millisecond)
		os.Setenv(envServer, "right")
		TestMain(m)
		return
	}
	os.Exit(m.Run())
}

// servers are what is done with connections.
var servers = map[string]func(l net.Listener){
	"right": func(l net.Listener) { _ = http.Serve(l, right()) },
	"with a child": func(l net.Listener) {
		_ = exec.Command("sleep", "1000").Start()
		_ = http.Serve(l, right())
	},
	"announces": func(l net.Listener) {
		h := right()
		_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusEarlyHints)
			h.ServeHTTP(w, r)
		}))
	},
	"naive": func(l net.Listener) { _ = http.Serve(l, http.HandlerFunc(take)) },
	"crashes": func(l net.Listener) {
		n := 0
		_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if n++; n == 2 {
				fmt.Println("out of paper")
				os.Exit(3)
			}
			take(w, r)
		}))
	},
	"closes": func(l net.Listener) { each(l, func(c net.Conn) { readHead(c) }) },
	"garbage": func(l net.Listener) {
		each(l, func(c net.Conn) { readHead(c); fmt.Fprint(c, "\x00\x01 hello\r\n\r\n") })
	},
	"half": func(l net.Listener) {
		each(l, func(c net.Conn) { readHead(c); fmt.Fprint(c, "HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{}") })
	},
	"silent": func(l net.Listener) { each(l, func(net.Conn) { select {} }) },
	"endless": func(l net.Listener) {
		_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for b := make([]byte, 1<<20); ; {
				if _, err := w.Write(b); err != nil {
					return
				}
			}
		}))
	},
}

func each(l net.Listener, f func(net.Conn)) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() { defer c.Close(); f(c) }()
	}
}

func readHead(c net.Conn) { _, _ = c.Read(make([]byte, 4096)) }

// take takes the money, whatever the key.
func take(w http.ResponseWriter, _ *http.Request) {
	res, err := http.Post(os.Getenv("BANK_URL"), "application/json", strings.NewReader(`{"amount":1}`))
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer res.Body.Close()
	w.WriteHeader(http.StatusCreated)
	_, _ = io.Copy(w, res.Body)
}

// right takes it once for each key.
func right() http.Handler {
	var mu sync.Mutex
	answers := map[string]string{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		k := r.Header.Get("Idempotency-Key")
		if answers[k] == "" {
			res, err := http.Post(os.Getenv("BANK_URL"), "application/json", strings.NewReader(`{"amount":1}`))
			if err != nil {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			defer res.Body.Close()
			b, _ := io.ReadAll(res.Body)
			answers[k] = string(b)
		}
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, answers[k])
	})
}
