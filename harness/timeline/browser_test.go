package timeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"example.com/idempotency/harness/internal/browser"
	"example.com/idempotency/harness/internal/slow"
	"example.com/idempotency/harness/timeline"
)

// TestInBrowser opens pages in a real browser: nothing is loaded from anywhere, nothing is complained
// about, nothing that a handler answered does anything, and a phone need not scroll sideways.
// KIT_SHOTS=dir keeps pictures of what was seen, to be looked at.
func TestInBrowser(t *testing.T) {
	slow.Test(t)
	b := browser.Start(t)
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
				tab := b.Open(t, "file://"+path, screen.width, screen.scheme)
				tab.Inert(t, "file://"+path)
				if out := tab.Eval(t, sticksOut); out != "0" {
					t.Errorf("texts of diagrams that stick out = %s, want 0", out)
				}
				tab.Shot(t)
			})
		}
	}
}

// A look is how a page is looked at.
type look struct {
	width  int
	scheme string
}

// sticksOut counts the diagrams with a text that leaves them.
const sticksOut = "[...document.querySelectorAll('figure svg')].filter(s => s.getBoundingClientRect().width > 0).filter(s => [...s.querySelectorAll('text')].some(t => t.getBoundingClientRect().right > s.getBoundingClientRect().right + 1 || t.getBoundingClientRect().left < s.getBoundingClientRect().left - 1)).length"
