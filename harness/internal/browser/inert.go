package browser

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// EnvShots names a folder for pictures of what was seen, to be looked at by people.
const EnvShots = "KIT_SHOTS"

// Inert fails t unless the page that was opened at url is self-contained and does nothing, whatever
// it shows: it asks for nothing else and complains about nothing, has no script, and fits into the
// width of the screen.
func (b *Tab) Inert(t *testing.T, url string) {
	t.Helper()
	for _, r := range b.Requests {
		if r != url {
			t.Errorf("the page asks for %s", r)
		}
	}
	for _, m := range b.Console {
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
	} {
		if got := b.Eval(t, tt.js); got != tt.want {
			t.Errorf("%s: %s = %s, want %s", tt.reason, tt.js, got, tt.want)
		}
	}
}

// Shot keeps a picture of the whole page in the folder that EnvShots names, if it does.
func (b *Tab) Shot(t *testing.T) {
	t.Helper()
	dir := os.Getenv(EnvShots)
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

// Eval returns what an expression is in the page, as JSON without its quotes.
func (b *Tab) Eval(t *testing.T, js string) string {
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
