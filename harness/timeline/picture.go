package timeline

import (
	"fmt"
	"io"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A Picture is one history as an SVG file, for a README: it stands on a page of its own colour, light
// or dark as the reader's is.
type Picture struct {
	Title, Below string
	History      *history.History
	Violations   []judge.Violation
}

// The measures of a picture.
const (
	pictureW  = 760
	pictureIn = 16 // from its edge to the diagram
	titleH    = 46
	belowH    = 34
)

type pictureView struct {
	Title, Below        string
	Width, Height       int
	PaperW, PaperH, Top int
	BelowY              int
	Drawing             drawing
}

// Write writes the picture as SVG.
func (p Picture) Write(w io.Writer) error {
	l := Lay(p.History, p.Violations, Limit{Requests: mostDrawn, Keys: mostKeys})
	d := draw(l, "p", p.Title, pictureW-2*pictureIn, false)
	v := pictureView{
		Title: Clean(p.Title, 90), Below: Clean(p.Below, 120), Drawing: d,
		Width: pictureW, Height: titleH + d.H + belowH, Top: titleH,
	}
	v.PaperW, v.PaperH, v.BelowY = v.Width-1, v.Height-1, v.Height-13
	if err := templates.ExecuteTemplate(w, "picture", v); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}
