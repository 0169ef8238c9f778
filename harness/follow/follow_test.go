package follow_test

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/follow"
	"example.com/idempotency/harness/internal/browser"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/interview"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/markdown"
	"example.com/idempotency/harness/mock"
)

var began = time.Date(2026, 1, 2, 9, 0, 0, 0, time.UTC)

func at(minute float64) time.Time { return began.Add(time.Duration(minute * float64(time.Minute))) }

// session is a mock interview of thirty minutes, at minute 12.
func session() mock.Session {
	s := mock.Session{
		Version: 1, Challenge: "keys", Minutes: 30 * time.Minute, Level: 3, Seed: 7,
		Parts: []mock.Part{{N: 1}},
		Events: []mock.Event{
			{At: began, Kind: mock.Started},
			{At: began, Kind: mock.Unlocked, Part: 1},
		},
	}
	run := func(minute float64, held int) {
		r := mock.Run{Promises: map[string]judge.Verdict{}}
		for i, p := range s.Promises {
			r.Promises[p.ID] = judge.Broken
			if i < held {
				r.Promises[p.ID] = judge.Held
			}
		}
		s.Events = append(s.Events, s.Judged(at(minute), r)...)
	}
	for i := range 23 {
		s.Promises = append(s.Promises, mock.Promise{ID: fmt.Sprint("K", i+1), Name: fmt.Sprint("promise-", i+1), Level: 1 + i/8, Part: 1})
	}
	run(4, 5)
	s.Events = append(s.Events, mock.Event{At: at(5), Kind: mock.Hinted, Promises: []string{"K9"}, Hint: 1})
	run(8, 11)
	s.Events = append(s.Events, mock.Event{At: at(9), Kind: mock.Noted, Text: "named the gap without help"})
	run(11, 9)
	return s
}

func steps() []interview.Step {
	return []interview.Step{
		{From: 0, To: 10, Candidate: markdown.Spans("reads"), You: markdown.Spans("wait")},
		{From: 10, To: 30, Candidate: markdown.Spans("level 2: duplicates"), You: markdown.Spans("let them find `the gap`")},
	}
}

func server(s mock.Session, now time.Time) *follow.Server {
	return &follow.Server{Token: "secret", Hosts: []string{"127.0.0.1:4242"}, Page: func() (*follow.Page, error) {
		return &follow.Page{Session: s, Now: now, Steps: steps()}, nil
	}}
}

// Only who knows the address and calls the server by its own name is shown anything.
func TestWhoIsShownWhat(t *testing.T) {
	for _, tt := range []struct {
		reason, method, host, path string
		want                       int
	}{
		{"the address that was printed", "GET", "127.0.0.1:4242", "/secret/", 200},
		{"a program that looks whether it is there", "HEAD", "127.0.0.1:4242", "/secret/", 200},
		{"no token", "GET", "127.0.0.1:4242", "/", 404},
		{"a wrong token", "GET", "127.0.0.1:4242", "/Secret/", 404},
		{"the beginning of the token", "GET", "127.0.0.1:4242", "/secre/", 404},
		{"more behind it", "GET", "127.0.0.1:4242", "/secret/../x", 404},
		{"a token in the query", "GET", "127.0.0.1:4242", "/?/secret/", 404},
		{"a name that was made to point here", "GET", "evil.example:4242", "/secret/", 421},
		{"another port", "GET", "127.0.0.1:80", "/secret/", 421},
		{"no port", "GET", "127.0.0.1", "/secret/", 421},
		{"no name", "GET", "", "/secret/", 421},
		{"something is to be changed", "POST", "127.0.0.1:4242", "/secret/", 405},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			r := httptest.NewRequest(tt.method, "/", nil)
			r.URL.Path, r.URL.RawQuery, _ = strings.Cut(tt.path, "?")
			r.Host = tt.host
			w := httptest.NewRecorder()
			server(session(), at(12)).ServeHTTP(w, r)
			assert.Equal(t, tt.want, w.Code)
			assert.Equal(t, tt.want == 200, strings.Contains(w.Body.String(), "promise-1"), "the session is shown")
			assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
			assert.Equal(t, "no-referrer", w.Header().Get("Referrer-Policy"))
			assert.Contains(t, w.Header().Get("Content-Security-Policy"), "default-src 'none'")
			assert.Contains(t, w.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'")
		})
	}
}

// get is what the server shows at an address of this machine.
func get(t *testing.T, s *follow.Server) (text string) {
	t.Helper()
	r := httptest.NewRequest("GET", "http://127.0.0.1:4242/secret/", nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	require.Equal(t, 200, w.Code)
	return w.Body.String()
}

func TestPage(t *testing.T) {
	text := get(t, server(session(), at(12)))
	for _, s := range []string{
		"<b>18:00</b> left", `<progress max="30" value="12"`, "9 of 23 promises held in the last run",
		"Now, minute 10–30", "level 2: duplicates", `<span class="held" title="promise-1">✓ K1</span>`, `<span class="broken" title="promise-23">✗ K23</span>`,
		"hint 1 for K9", "note: named the gap without help", "lost K10, K11", `<meta http-equiv="refresh" content="5">`,
	} {
		assert.Contains(t, text, s)
	}
	assert.Less(t, strings.Index(text, "note: named"), strings.Index(text, "run 1"), "what came last stands first")
}

// Whatever becomes of the session, there is a page, and it looks again.
func TestStates(t *testing.T) {
	with := func(events ...mock.Event) mock.Session {
		s := session()
		s.Events = append(s.Events, events...)
		return s
	}
	ended := mock.Event{At: at(20), Kind: mock.Ended, Text: mock.EndEarly}
	late := session()
	late.Minutes = 45 * time.Minute
	for _, tt := range []struct {
		reason string
		s      mock.Session
		now    time.Time
		want   string
		never  string
	}{
		{"paused", with(mock.Event{At: at(11.5), Kind: mock.Paused}), at(13), "<b>18:30</b> paused", ""},
		{"the bell has rung and nobody has seen it", session(), at(31), "<b>00:00</b> the bell has rung", "Now, minute"},
		{"ended", with(ended), at(25), "<b>10:00</b> over; the last run is being judged", "Now, minute"},
		{"ended and judged", with(ended, mock.Event{At: at(21), Kind: mock.LastJudged, Run: &mock.Run{}}), at(99), "over, and judged", "Now, minute"},
		{"another length than the plan's", late, at(12), "<b>33:00</b> left", "Now, minute"},
		{"it does not compile", with(mock.Event{At: at(11.5), Kind: mock.Ran, Run: &mock.Run{Compile: "keys.go:4: <b>no</b>"}}), at(12), "does not compile", "<b>no"},
		{"damaged: a part that is none", with(mock.Event{At: at(11), Kind: mock.Unlocked, Part: 99}), at(12), "the session is damaged", "promise-1"},
		{"damaged: a run without a verdict", with(mock.Event{At: at(11), Kind: mock.Ran}), at(12), "the session is damaged", "promise-1"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			text := get(t, server(tt.s, tt.now))
			assert.Contains(t, text, tt.want)
			assert.Contains(t, text, `http-equiv="refresh"`)
			if tt.never != "" {
				assert.NotContains(t, text, tt.never)
			}
		})
	}
	text := get(t, &follow.Server{Token: "secret", Hosts: []string{"127.0.0.1:4242"}, Page: func() (*follow.Page, error) {
		return nil, errors.New("session.json is <torn>\x1b[2J")
	}})
	assert.Contains(t, text, `session.json is &lt;torn&gt;\x1b[2J`)
	assert.Contains(t, text, `http-equiv="refresh"`)
}

// A browser shows what a server serves, and what was noted does nothing.
func TestInBrowser(t *testing.T) {
	slow.Test(t)
	s := session()
	const bad = `<script>document.title='owned'</script><img src=x onerror=alert(1)>`
	s.Events = append(s.Events, mock.Event{At: at(11.2), Kind: mock.Noted, Text: bad + "\x1b[2J\u202e"})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	f := server(s, at(12))
	f.Hosts = []string{l.Addr().String()}
	srv := f.HTTP()
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	url := "http://" + l.Addr().String() + "/secret/"

	res, err := http.Get(url)
	require.NoError(t, err)
	var body bytes.Buffer
	_, err = body.ReadFrom(res.Body)
	require.NoError(t, err)
	res.Body.Close()
	assert.NotContains(t, body.String(), "\x1b")
	assert.NotContains(t, body.String(), "\u202e")

	b := browser.Start(t)
	for _, look := range []struct {
		width  int
		scheme string
	}{{360, "dark"}, {1280, "light"}} {
		t.Run(fmt.Sprint(look.width), func(t *testing.T) {
			tab := b.Open(t, url, look.width, look.scheme)
			tab.Shot(t)
			tab.Inert(t, url)
			assert.Equal(t, "1", tab.Eval(t, `[...document.querySelectorAll("td")].filter(e => e.textContent.includes("<script>")).length`), "the note is text")
		})
	}
}
