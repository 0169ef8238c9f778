package middleware

import (
	"net/http"
	"slices"
)

// An answer is what a handler did to its http.ResponseWriter, to be done again. It shares no memory
// with any request.
type answer struct {
	status  int      // 0: the handler wrote nothing, which net/http makes an empty 200
	header  []field  // what the handler added or changed, until it wrote
	removed []string // what an outer handler had set, and this one deleted
	body    []byte
	flushed bool // the handler flushed, the first time when it had written unsniffed bytes:
	early   int  // net/http guesses an untyped answer's Content-Type from those alone
}

// A field is a header with all its values. None is not the same as no field: it keeps net/http from
// adding one of its own.
type field struct {
	name   string
	values []string
}

// send does to w what the handler did to its own.
func (a *answer) send(w http.ResponseWriter) {
	h := w.Header()
	for _, name := range a.removed {
		delete(h, name)
	}
	for _, f := range a.header {
		h[f.name] = slices.Clone(f.values) // an outer handler may edit them
	}
	if a.status == 0 {
		return
	}
	w.WriteHeader(a.status)
	// Nobody is told of a client that leaves meanwhile: the answer is safe.
	if a.flushed {
		_, _ = w.Write(a.body[:a.early])
		_ = http.NewResponseController(w).Flush()
	}
	_, _ = w.Write(a.body[a.early:])
}

// changes returns what has to be done to a header that is like before, so that it is like after.
func changes(before, after http.Header) (set []field, removed []string) {
	n := 0
	for _, values := range after {
		n += len(values)
	}
	set, all := make([]field, 0, len(after)), make([]string, 0, n) // one list for all values
	for name, values := range after {
		if was, ok := before[name]; ok && (was == nil) == (values == nil) && slices.Equal(was, values) {
			continue
		}
		f := field{name: name}
		if values != nil {
			all = append(all, values...)
			f.values = all[len(all)-len(values):]
		}
		set = append(set, f)
	}
	for name := range before {
		if _, ok := after[name]; !ok {
			removed = append(removed, name)
		}
	}
	return set, removed
}
