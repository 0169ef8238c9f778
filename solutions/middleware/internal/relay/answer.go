package relay

import (
	"net/http"
	"slices"
)

// An Answer is what a handler did to its http.ResponseWriter, to be done again.
type Answer struct {
	Status  int         // 0: the handler wrote nothing
	Header  http.Header // what it added or changed
	Removed []string    // what it deleted
	Body    []byte
	Flushed bool // the handler flushed, first when it had written Early bytes
	Early   int
}

// Send does to w what the handler did to its own.
func (a *Answer) Send(w http.ResponseWriter) {
	h := w.Header()
	for _, name := range a.Removed {
		delete(h, name)
	}
	for name, values := range a.Header {
		h[name] = slices.Clone(values)
	}
	if a.Status == 0 {
		return
	}
	w.WriteHeader(a.Status)
	if a.Flushed {
		_, _ = w.Write(a.Body[:a.Early])
		_ = http.NewResponseController(w).Flush()
	}
	_, _ = w.Write(a.Body[a.Early:])
}

// changes returns what has to be done to a header that is like before, so that it is like after.
func changes(before, after http.Header) (set http.Header, removed []string) {
	set = http.Header{}
	for name, values := range after {
		was, ok := before[name]
		if !ok || (was == nil) != (values == nil) || !slices.Equal(was, values) {
			set[name] = slices.Clone(values)
		}
	}
	for name := range before {
		if _, ok := after[name]; !ok {
			removed = append(removed, name)
		}
	}
	return set, removed
}
