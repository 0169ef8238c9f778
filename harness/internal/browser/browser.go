// Package browser looks at pages with a real browser, a Chromium that is installed: tests learn what
// a page asks for, what it complains about and whether it fits.
package browser

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// A Browser is a Chromium that is spoken to through a pair of pipes, in the DevTools protocol.
type Browser struct {
	out  *os.File
	in   *bufio.Reader
	next int
}

// A Tab is a page in a browser.
type Tab struct {
	Requests []string // addresses that it asked for
	Console  []string // what it complained about

	*Browser
	session string
}

// Start starts a browser, or skips t where there is none.
func Start(t *testing.T) *Browser {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("chromium is not installed: pages are not looked at in a browser")
	}
	toR, toW, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	fromR, fromW, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
		"--disable-background-networking", "--user-data-dir="+t.TempDir(), "--remote-debugging-pipe", "about:blank")
	cmd.ExtraFiles = []*os.File{toR, fromW} // its descriptors 3 and 4
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	toR.Close()
	fromW.Close()
	_ = fromR.SetReadDeadline(time.Now().Add(2 * time.Minute))
	t.Cleanup(func() {
		toW.Close() // it ends when nobody speaks to it any more
		over := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		over.Stop()
		fromR.Close()
	})
	return &Browser{out: toW, in: bufio.NewReaderSize(fromR, 1<<20)}
}

// A message is one of the protocol.
type message struct {
	ID        int             `json:"id,omitempty"`
	SessionID string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    any             `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Error     json.RawMessage `json:"error,omitempty"`
}

// call calls a method and waits for its result; events that come meanwhile are noted.
func (b *Tab) call(t *testing.T, method string, params, result any) {
	t.Helper()
	b.next++
	id := b.next
	line, err := json.Marshal(message{ID: id, SessionID: b.session, Method: method, Params: params})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.out.Write(append(line, 0)); err != nil {
		t.Fatal(err)
	}
	for {
		m := b.read(t)
		if m.ID != id {
			continue
		}
		if len(m.Error) > 0 {
			t.Fatalf("%s: %s", method, m.Error)
		}
		if result != nil {
			if err := json.Unmarshal(m.Result, result); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
}

// read reads one message, and notes what it tells about the page.
func (b *Tab) read(t *testing.T) message {
	t.Helper()
	line, err := b.in.ReadBytes(0)
	if err != nil {
		t.Fatalf("the browser says no more: %v", err)
	}
	var m message
	var p struct {
		Request struct{ URL string }
	}
	m.Params = &p
	if err := json.Unmarshal(line[:len(line)-1], &m); err != nil {
		t.Fatal(err)
	}
	switch m.Method {
	case "Network.requestWillBeSent":
		b.Requests = append(b.Requests, p.Request.URL)
	case "Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Page.javascriptDialogOpening":
		b.Console = append(b.Console, string(line))
	}
	return m
}

// Open opens an address in a new tab, on a screen of that width, and waits until it has loaded.
func (b *Browser) Open(t *testing.T, url string, width int, scheme string) *Tab {
	t.Helper()
	x := &Tab{Browser: b}
	var made struct{ TargetID string }
	x.call(t, "Target.createTarget", map[string]any{"url": "about:blank"}, &made)
	var attached struct{ SessionID string }
	x.call(t, "Target.attachToTarget", map[string]any{"targetId": made.TargetID, "flatten": true}, &attached)
	x.session = attached.SessionID
	for _, domain := range []string{"Network", "Log", "Runtime", "Page"} {
		x.call(t, domain+".enable", nil, nil)
	}
	x.call(t, "Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}, nil)
	x.call(t, "Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
	x.Requests, x.Console = nil, nil
	x.call(t, "Page.navigate", map[string]any{"url": url}, nil)
	for x.read(t).Method != "Page.loadEventFired" {
	}
	x.call(t, "Runtime.evaluate", map[string]any{"expression": "new Promise(r => requestAnimationFrame(() => setTimeout(r, 50)))", "awaitPromise": true}, nil)
	if len(x.Requests) == 0 {
		t.Error(fmt.Errorf("the browser did not ask for %s", url))
	}
	return x
}

// OnPaper shows the page as it is printed, on a sheet of A4.
func (b *Tab) OnPaper(t *testing.T) {
	t.Helper()
	b.call(t, "Emulation.setDeviceMetricsOverride", map[string]any{"width": 718, "height": 1047, "deviceScaleFactor": 1, "mobile": false}, nil)
	b.call(t, "Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
}
