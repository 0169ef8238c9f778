package remote

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// fill makes the service's body of the challenge's: "{amount}" stands for its member. What is no JSON
// object stays as it is, and a member that is missing is missing then, too.
func fill(template map[string]any, body []byte) []byte {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil || members == nil {
		return body
	}
	out, _ := json.Marshal(filled(template, members))
	return out
}

func filled(template any, members map[string]json.RawMessage) any {
	switch v := template.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, x := range v {
			if f := filled(x, members); f != nil {
				out[k] = f
			}
		}
		return out
	case string:
		name, ok := strings.CutPrefix(v, "{")
		if name, closed := strings.CutSuffix(name, "}"); ok && closed {
			if m, there := members[name]; there {
				return m
			}
			return nil
		}
	}
	return template
}

// answer makes the challenge's answer of the service's: its id, the members that are named, for the
// others what was asked for, and the whole of it beside, so that a replay is compared with all of it.
func (r *Route) answer(sent string, body []byte, h http.Header, path string) []byte {
	var all any
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if d.Decode(&all) != nil {
		return body
	}
	out := map[string]any{"status": "completed", "createdAt": "2000-01-01T00:00:00Z"}
	var asked map[string]json.RawMessage
	_ = json.Unmarshal([]byte(sent), &asked)
	for k, v := range asked {
		if k != "id" {
			out[k] = v
		}
	}
	for k, at := range r.Answer {
		out[k] = find(all, at)
	}
	id := find(all, r.ID)
	out["id"], out["answered"] = id, all
	if s, ok := id.(string); ok {
		h["Location"] = []string{path + "/" + s}
	}
	h["Content-Type"] = []string{"application/json"}
	b, err := json.Marshal(out)
	if err != nil {
		return body
	}
	return b
}

// find is the member at a path such as "charge.id"; nil: there is none.
func find(v any, at string) any {
	for _, name := range strings.Split(at, ".") {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}

// An answer is one that is kept until it is complete.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(code int) { a.status = code }

// Write implements http.ResponseWriter.
func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }

// broken is a reader that fails.
type broken struct{ err error }

// Read implements io.Reader.
func (b broken) Read([]byte) (int, error) { return 0, b.err }
