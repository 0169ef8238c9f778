package timeline_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/timeline"
)

// TestInBrowser opens pages in a real browser: nothing is loaded from anywhere, nothing is complained
// about, nothing that a handler answered does anything, and a phone need not scroll sideways.
// KIT_SHOTS=dir keeps pictures of what was seen, to be looked at.
func TestInBrowser(t *testing.T) {
	slow.Test(t)
	b := newBrowser(t)
	looks := []look{{360, "light"}, {1280, "dark"}}
	if os.Getenv("KIT_SHOTS") != "" {
		looks = append(looks, look{360, "dark"}, look{768, "light"}, look{1280, "light"})
	}
	for name, p := range map[string]timeline.Page{
		"failing": failingPage(), "passing": passingPage(), "hostile": hostilePage(),
		"no-compile": {Name: "keys", Compile: "keys.go:4:11: <script>document.title='owned'</script>"},
	} {
		path := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(path, []byte(written(t, p)), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, screen := range looks {
			t.Run(fmt.Sprintf("%s-%d-%s", name, screen.width, screen.scheme), func(t *testing.T) {
				tab := b.open(t, "file://"+path, screen.width, screen.scheme)
				tab.check(t, path)
				tab.shot(t)
			})
		}
	}
}

// A look is how a page is looked at.
type look struct {
	width  int
	scheme string
}

// check looks at the page that is open.
func (b *tab) check(t *testing.T, path string) {
	for _, r := range b.requests {
		if r != "file://"+path {
			t.Errorf("the page asks for %s", r)
		}
	}
	for _, m := range b.console {
		t.Errorf("the console says %s", m)
	}
	for _, tt := range []struct{ reason, js, want string }{
		{"no script", "document.scripts.length", "0"},
		{"nothing ran", "String(document.title == 'owned') + String(globalThis.owned)", "falseundefined"},
		{"nothing that loads", "document.querySelectorAll('img,iframe,object,embed,link,video,audio,form,base,animate,set,foreignObject').length", "0"},
		{"no handler", "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on') || /^(style|srcset|src|xlink:href)$/.test(a.name))).length", "0"},
		{"links stay in the page, and lead somewhere", "[...document.links].filter(a => !a.getAttribute('href').startsWith('#') || !document.getElementById(a.getAttribute('href').slice(1))).length", "0"},
		{"ids are unique", "[...document.querySelectorAll('[id]')].length - new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size", "0"},
		{"its own style is in force", "getComputedStyle(document.querySelector('h1')).marginTop", "0px"},
		{"all of it fits into the width", "document.documentElement.scrollWidth <= document.documentElement.clientWidth", "true"},
		{"all of it fits when everything is open", "document.querySelectorAll('details').forEach(d => d.open = true), document.documentElement.scrollWidth <= document.documentElement.clientWidth", "true"},
		{"no text of a diagram sticks out", "[...document.querySelectorAll('figure svg')].filter(s => s.getBoundingClientRect().width > 0).filter(s => [...s.querySelectorAll('text')].some(t => t.getBoundingClientRect().right > s.getBoundingClientRect().right + 1 || t.getBoundingClientRect().left < s.getBoundingClientRect().left - 1)).length", "0"},
	} {
		if got := b.eval(t, tt.js); got != tt.want {
			t.Errorf("%s: %s = %s, want %s", tt.reason, tt.js, got, tt.want)
		}
	}
}

// shot keeps a picture of the whole page.
func (b *tab) shot(t *testing.T) {
	dir := os.Getenv("KIT_SHOTS")
	if dir == "" {
		return
	}
	var res struct{ Data string }
	b.call(t, "Page.captureScreenshot", map[string]any{"captureBeyondViewport": true}, &res)
	png, err := base64.StdEncoding.DecodeString(res.Data)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(filepath.Base(t.Name()), "/", "-")+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}

func (b *tab) eval(t *testing.T, js string) string {
	t.Helper()
	var res struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	b.call(t, "Runtime.evaluate", map[string]any{"expression": js, "returnByValue": true}, &res)
	if len(res.ExceptionDetails) > 0 {
		t.Fatalf("%s: %s", js, res.ExceptionDetails)
	}
	return strings.Trim(string(res.Result.Value), `"`)
}
