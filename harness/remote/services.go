package remote

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// services are the effects of runs, served on loopback: each at a URL of its own.
type services struct {
	mu  sync.Mutex
	now map[string]http.Handler // by variable, of the present run
	all []*http.Server
}

// open listens for the handler under the variable's name, at addr; its URL is returned.
func (s *services) open(name, addr string) (at string, err error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return "", fmt.Errorf("serve the effects of %s: %w", name, err)
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close") // a client must not take a lost answer for a connection that was idle
		s.mu.Lock()
		h := s.now[name]
		s.mu.Unlock()
		if h == nil {
			http.Error(w, "no run is going on", http.StatusServiceUnavailable)
			return
		}
		h.ServeHTTP(w, r)
	}), ReadHeaderTimeout: time.Minute}
	go func() { _ = srv.Serve(l) }()
	s.all = append(s.all, srv)
	return "http://" + l.Addr().String(), nil
}

func (s *services) set(now map[string]http.Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = now
}

func (s *services) close() {
	for _, srv := range s.all {
		_ = srv.Close()
	}
}

// loopback is the address of a URL whose host is this machine.
func loopback(raw string) (addr string, err error) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" || u.Port() == "" {
		return "", fmt.Errorf("%q is no URL such as http://127.0.0.1:9090", raw)
	}
	if !local(u.Hostname()) {
		return "", fmt.Errorf("%q is not on this machine", raw)
	}
	return u.Host, nil
}

func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
