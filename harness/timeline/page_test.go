package timeline_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

// elements and attributes are all that a page is made of: nothing that runs, loads or leads away.
var (
	elements = strings.Fields("html head meta title style body header h1 h2 h3 small p pre section div span ul li a code details summary figure table thead tbody tr th td " +
		"svg defs pattern g path rect circle text")
	attributes = strings.Fields("lang charset http-equiv content name class id href title role aria-label aria-hidden open " +
		"xmlns width height viewBox patternUnits patternTransform d x y rx cx cy r fill text-anchor transform")
)

// parsed reads a page or a picture and demands that it is whole and made of nothing else. It returns
// its elements.
func parsed(t reporter, doc string, strict bool) []xml.StartElement {
	t.Helper()
	inert(t, doc)
	d := xml.NewDecoder(strings.NewReader(doc))
	if !strict { // HTML
		d.Strict, d.AutoClose = false, xml.HTMLAutoClose
	}
	var out []xml.StartElement
	depth := 0
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Errorf("the document is not well-formed: %v", err)
			return out
		}
		switch x := tok.(type) {
		case xml.StartElement:
			depth++
			out = append(out, x.Copy())
			if !slices.Contains(elements, x.Name.Local) {
				t.Errorf("the document has an element %s", x.Name.Local)
			}
			for _, a := range x.Attr {
				if !slices.Contains(attributes, a.Name.Local) {
					t.Errorf("%s has an attribute %s", x.Name.Local, a.Name.Local)
				}
				if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
					t.Errorf("a link leads to %q", a.Value)
				}
			}
		case xml.EndElement:
			depth--
		case xml.Comment:
			t.Errorf("the document has a comment %q", x)
		}
	}
	if depth != 0 {
		t.Errorf("elements left open = %d", depth)
	}
	return out
}

// TestPages: pages are well-formed and name what they should.
func TestPages(t *testing.T) {
	for _, tt := range []struct {
		reason string
		page   timeline.Page
		shows  []string
		hides  []string
	}{
		{"nothing was judged", timeline.Page{Name: "keys"}, []string{"0 of 0 promises held"}, []string{"<h2>"}},
		{"a failing run tells its parts, failures first", failingPage(), []string{"Part 1", "Part 2", "✗ 2 charges, want 1", "Between keys.go:78 and keys.go:79", "23h59m", "level 2"}, nil},
		{"a passing run", passingPage(), []string{"✓ 3 of 3 promises held", "shown: case 24h", "remembered until 24h", "24h−1ns later", "There is nothing to draw."}, []string{"Not held", "Part 1"}},
		{"code that does not compile", timeline.Page{Name: "keys", Compile: "keys.go:4:11: <expected>\n\tnext"}, []string{"does not compile", "keys.go:4:11: &lt;expected&gt;\n    next"}, []string{"of 0 promises"}},
		{"hostile bodies", hostilePage(), []string{"&lt;script&gt;", `\x1b[2J`, `\u202e`}, []string{"<script", "<img", "\u202e"}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			doc := written(t, tt.page)
			parsed(t, doc, false)
			for _, s := range tt.shows {
				if !strings.Contains(doc, s) {
					t.Errorf("the page does not show %q", s)
				}
			}
			for _, s := range tt.hides {
				if strings.Contains(doc, s) {
					t.Errorf("the page shows %q", s)
				}
			}
			if a, b := strings.Index(doc, "<h2>Not held"), strings.Index(doc, "<h2>Held"); a > b && b >= 0 {
				t.Error("what is held stands before what is not")
			}
		})
	}
}

// TestAnyPage: whatever was recorded, page and picture are well-formed and inert, and a big body makes
// no big page.
func TestAnyPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := anyHistory(t)
		vs := anyViolations(t, h)
		s := timeline.Scene{ID: anyText.Draw(t, "id"), Story: anyText.Draw(t, "story"), Level: rapid.IntRange(0, 4).Draw(t, "level"), Verdict: judge.Broken, Violations: vs, History: h}
		var b bytes.Buffer
		if err := (timeline.Page{Name: "keys", Scenes: []timeline.Scene{s}}).Write(&b); err != nil {
			t.Fatal(err)
		}
		parsed(t, b.String(), false)
		if b.Len() > 1<<20 {
			t.Errorf("bytes of the page = %d, want at most a megabyte", b.Len())
		}
		b.Reset()
		if err := (timeline.Picture{Title: anyText.Draw(t, "title"), History: h, Violations: vs}).Write(&b); err != nil {
			t.Fatal(err)
		}
		drawnApart(t, parsed(t, b.String(), true))
	})
}

// drawnApart: no two cards and no two pills lie on each other, and all are within the picture.
func drawnApart(t *rapid.T, es []xml.StartElement) {
	var cards, pills []box
	class, width, height := "", 0, 0
	for _, e := range es {
		b := boxOf(e)
		switch {
		case e.Name.Local == "svg":
			width, height = b.w, b.h
		case e.Name.Local == "g":
			class = attr(e, "class")
		case e.Name.Local == "rect" && strings.HasPrefix(attr(e, "class"), "card"):
			cards = append(cards, b)
		case e.Name.Local == "rect" && strings.HasPrefix(class, "pill") && attr(e, "rx") == "11":
			pills = append(pills, b)
		}
	}
	for _, group := range [][]box{cards, pills} {
		for i, a := range group {
			if a.x < 0 || a.y < 0 || a.x+a.w > width || a.y+a.h > height {
				t.Errorf("%+v is not within %d × %d", a, width, height)
			}
			for _, b := range group[i+1:] {
				if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
					t.Errorf("%+v and %+v lie on each other", a, b)
				}
			}
		}
	}
}

type box struct{ x, y, w, h int }

func boxOf(e xml.StartElement) box {
	n := func(name string) int { i, _ := strconv.Atoi(attr(e, name)); return i }
	return box{n("x"), n("y"), n("width"), n("height")}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// TestPolicy: the page's own policy admits its own style by hash, and nothing else.
func TestPolicy(t *testing.T) {
	doc := written(t, passingPage())
	_, rest, _ := strings.Cut(doc, `http-equiv="Content-Security-Policy" content="`)
	policy, _, _ := strings.Cut(rest, `"`)
	if want := "default-src &#39;none&#39;; style-src &#39;sha256-"; !strings.HasPrefix(policy, want) || strings.Contains(policy, "unsafe") || strings.Count(doc, "<style>") != 1 {
		t.Errorf("policy = %s, want it to begin with %s", policy, want)
	}
}
