package timeline

import "slices"

// textW is how wide a text is, at 12 px.
func textW(s string) int {
	n := 0
	for _, r := range s {
		n++
		if wide(r) {
			n++
		}
	}
	return int(float64(n)*charW + 0.9)
}

// wide reports whether r takes two columns: East Asian scripts and pictures.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0x1f300)
}

// measure gives each slot its width: as much as the texts of the boxes need, where there is room.
func (p *pencil) measure() {
	n := len(p.Slots)
	room := p.width - 2*pad - 4
	least := make([]float64, n)
	for i, s := range p.Slots {
		least[i] = min(slotW, float64(room)/float64(max(1, n)))
		if s.Gap > 0 {
			least[i] = min(stripW, 1.5*least[i])
		}
	}
	if all := sum(least); all > float64(room) {
		for i := range least {
			least[i] *= float64(room) / all
		}
	}
	want := slices.Clone(least)
	for _, g := range p.Groups {
		for _, b := range g.Boxes {
			p.stretch(want, b)
		}
	}
	low, high := sum(least), sum(want)
	f := 1.0
	if high > float64(room) {
		f = max(0, (float64(room)-low)/max(1, high-low))
	}
	grow := 1.0
	if high < float64(room) {
		grow = float64(room) / max(1, high)
	}
	at := float64(pad + 2)
	p.x = []int{int(at)}
	for i, s := range p.Slots {
		w := least[i] + (want[i]-least[i])*f
		if s.Gap == 0 {
			w = max(w, min(w*grow, widest))
		}
		at += w
		p.x = append(p.x, int(at))
	}
}

// stretch widens the slots of a box until its text fits.
func (p *pencil) stretch(want []float64, b Box) {
	have, n := 0.0, 0.0
	for i := b.From; i <= b.To && i < len(want); i++ {
		have += want[i]
		if p.Slots[i].Gap == 0 {
			n++
		}
	}
	need := float64(textW(p.text(b)) + 22)
	for i := b.From; i <= b.To && i < len(want) && need > have; i++ {
		if p.Slots[i].Gap == 0 {
			want[i] += (need - have) / n
		}
	}
}

func (p *pencil) text(b Box) string {
	if p.narrow {
		return b.Short + " → " + b.Answer
	}
	return b.Request + " → " + b.Answer
}

func sum(xs []float64) (out float64) {
	for _, x := range xs {
		out += x
	}
	return out
}
