// Package page holds what all pages of the kit share: colours, style, and the policy by which a page is
// self-contained. A page is html/template without an exception: whatever it shows is text. It loads
// nothing, runs nothing, and reads on a phone, on paper, in the light and in the dark.
package page

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io/fs"
	"strings"

	"example.com/idempotency/harness/markdown"
)

//go:embed shared
var shared embed.FS

// Parse returns the templates in the folder page of each of files, beside the shared ones: "head", which
// wants a policy, "blocks" and "spans", which want those of a text, "colours.css" and "base.css". The
// page's own must define "style", a style element; later ones win. A template that does not parse is a panic.
func Parse(files ...fs.FS) *template.Template {
	t := template.New("page").Funcs(template.FuncMap{"plain": markdown.Plain})
	template.Must(t.ParseFS(shared, "shared/*"))
	for _, f := range files {
		template.Must(t.ParseFS(f, "page/*"))
	}
	return t
}

// Policy is the Content-Security-Policy of a page: its own "style", and nothing else. No script,
// nothing from elsewhere.
func Policy(t *template.Template) string {
	var b strings.Builder
	if err := t.ExecuteTemplate(&b, "style", nil); err != nil {
		panic("page: " + err.Error())
	}
	style := strings.TrimSuffix(strings.TrimPrefix(b.String(), "<style>"), "</style>")
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}
