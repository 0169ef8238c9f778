package middlewaretest

import (
	"fmt"
	"net/http"
	"strings"

	"example.com/idempotency/harness"
)

// routed is a stage in which one instance protects several routes, some with a handler of their own.
func routed(w *harness.World, idem idempotent) http.Handler {
	protect := idem(config{Context: w.Context(), Caller: caller})
	mux := http.NewServeMux()
	mux.Handle("POST /orders", protect(orders{w, "orders: "}))
	mux.Handle("PUT /orders", protect(orders{w, "put orders: "}))
	mux.Handle("POST /refunds", protect(orders{w, "refunds: "}))
	mux.Handle("/items/", protect(byPath(w)))
	return mux
}

// byPath is a handler of many paths: what its run does depends on the path.
func byPath(w *harness.World) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		orders{w, r.Method + " " + r.URL.Path + ": "}.ServeHTTP(rw, r)
	})
}

// routes: a key belongs to the method and the path, and to the caller, whatever they look like together.
func routes() harness.Scenario {
	return ordering(3, "routes", "a key belongs to the method and the path: the same key elsewhere runs and never shows another route's answer",
		on(routed, "", func(c *harness.Client) {
			k := c.Key("shared")
			rs := []harness.Request{
				order("POST", "/orders", k, "orders: "), order("PUT", "/orders", k, "put orders: "), order("POST", "/refunds", k, "refunds: "),
			}
			item := func(method, path, key, caller string) {
				r := order(method, path, key, method+" "+path+": ")
				r.Caller = caller
				r.Intent += " of " + caller
				rs = append(rs, r)
			}
			for _, p := range []string{"/items/1", "/items/2", "/items/", "/items/1/", "/items/A", "/items/a", "/items/01"} {
				item("POST", p, k, "ann")
				item("PATCH", p, k, "ann")
			}
			for _, sep := range []string{":", "-", "_", ".", ",", ";", "=", "+", "&", "~", "@", "!", "|", "::", "->", "/"} {
				item("POST", "/items/a"+sep+"b", "c", "ann")
				item("POST", "/items/a", "b"+sep+"c", "ann")
				if sep == "/" {
					continue // a ServeMux cleans paths
				}
				item("POST", "/items/a"+sep+"/items/b", "k", "ann")
				item("POST", "/items/b", "k"+sep+"/items/a", "ann")
				item("POST", "/items/b", "k", "ann"+sep+"/items/a")
			}
			for _, sep := range []string{" ", "\t", ":", "|", "-"} { // no path has a space
				item("POST", "/items/a", "POST"+sep+"/items/b"+sep+"k", "ann")
				item("POST", "/items/b", "k", "ann"+sep+"POST"+sep+"/items/a")
			}
			for range 2 {
				for _, r := range rs {
					c.Send(r.Expect(pay.Created))
				}
			}
		}))
}

// mounted is a stage in which one handler, protected once, is mounted at several paths, some of which
// it does not see.
func mounted(w *harness.World, idem idempotent) http.Handler {
	protect := idem(config{Context: w.Context()})
	one := protect(byURI(w))
	mux := http.NewServeMux()
	for _, at := range []string{"/v1", "/v2", "/v2/beta"} {
		mux.Handle(at+"/", http.StripPrefix(at, one))
	}
	mux.Handle("/shops/{shop}/orders", rewritten("/orders", one))
	mux.Handle("/eu/", http.StripPrefix("/eu", protect(byURI(w))))
	mux.Handle("/us/", http.StripPrefix("/us", protect(byURI(w))))
	inner := http.NewServeMux()
	inner.Handle("POST /all/{name}", byURI(w))
	inner.Handle("POST /all/strip/", http.StripPrefix("/all/strip", byURI(w)))
	mux.Handle("/all/", protect(inner))
	return mux
}

// rewritten serves every request as if it had been sent to the path.
func rewritten(path string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r2, u := *r, *r.URL
		u.Path, u.RawPath = path, ""
		r2.URL = &u
		next.ServeHTTP(w, &r2)
	})
}

// byURI is a handler whose run depends on the path that the server received.
func byURI(w *harness.World) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		p, _, _ := strings.Cut(r.RequestURI, "?")
		orders{w, p + ": "}.ServeHTTP(rw, r)
	})
}

// mounts: the path is the one that the server received.
func mounts() harness.Scenario {
	return ordering(3, "mounts", "wherever the protected handler is mounted, its keys belong to the path that the server received, not to what http.StripPrefix has left of it",
		on(mounted, "", func(c *harness.Client) {
			var rs []harness.Request
			for _, p := range []string{
				"/v1/orders", "/v1/a/b", "/v1/a%2Fb", "/v2/orders", "/v2/beta/orders", "/shops/1/orders", "/shops/2/orders", "/eu/orders", "/us/orders",
				"/all/orders", "/all/refunds", "/all/strip/orders",
			} {
				rs = append(rs, order("POST", p, c.Key("shared"), p+": ").Expect(pay.Created))
			}
			for range 2 {
				for _, r := range rs {
					c.Send(r)
				}
			}
		}),
		on(alone, "not behind a mux", func(c *harness.Client) {
			for range 2 {
				for _, p := range []string{"/orders", "//a/orders", "//b/orders", "/a/orders", "/a%2Forders"} {
					c.Send(order("POST", p, c.Key("shared"), p+": ").Expect(pay.Created))
				}
			}
		}))
}

// alone is a stage without a mux, which would clean paths.
func alone(w *harness.World, idem idempotent) http.Handler {
	return idem(config{Context: w.Context()})(byURI(w))
}

// callers: a key belongs to its caller, where the Config tells callers apart.
func callers() harness.Scenario {
	s := pay.Callers()
	for i := range s.Cases {
		s.Cases[i].Name = "with Caller"
	}
	s.Cases = append(s.Cases, on(simple(config{}), "Caller not set", func(c *harness.Client) {
		for _, who := range []string{"ann", "bob", ""} {
			r := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
			r.Caller, r.Intent = who, "everybody's request"
			c.Send(r)
		}
	}))
	return s
}

// separate: instances share nothing.
func separate() harness.Scenario {
	s := pay.Separate()
	for i := range s.Cases {
		s.Cases[i].Name = "two servers"
	}
	tenants := func(w *harness.World, idem idempotent) http.Handler {
		byTenant := map[string]http.Handler{}
		for i := range 3 {
			t := fmt.Sprint("tenant ", i+1)
			byTenant[t] = idem(config{Context: w.Context()})(orders{w, t + ": "})
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { byTenant[r.Header.Get("X-Tenant")].ServeHTTP(w, r) })
	}
	s.Cases = append(s.Cases, on(tenants, "three instances in one server", func(c *harness.Client) {
		for range 2 {
			for i := range 3 {
				t := fmt.Sprint("tenant ", i+1)
				r := order("POST", "/orders", c.Key("shared"), t+": ").Expect(pay.Created).Noted("%s", t)
				r.Header.Set("X-Tenant", t)
				r.Intent = t + "'s request"
				c.Send(r)
			}
		}
	}))
	return s
}
