package plot_test

import (
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"example.com/idempotency/harness/plot"
)

func TestDraw(t *testing.T) {
	c := plot.Chart{
		X: plot.Axis{Max: 60, Ticks: plot.Every(20, 60)}, Y: plot.Axis{Max: 10, Ticks: plot.Every(10, 10)},
		Lines: []plot.Line{
			{Class: "held", Steps: true, Until: 60, Points: []plot.Point{{X: 0, Y: 0}, {X: 30, Y: 5}}},
			{Class: "runs", Points: []plot.Point{{X: 0, Y: 10}, {X: 60, Y: 0}}},
			{Class: "dim"},
		},
		Marks: []plot.Mark{{X: 30, Sign: "N"}},
	}
	d := c.Draw()
	assert.Equal(t, "M30.0 136.0H190.0V73.0H350.0", d.Paths[0].D, "a step: along, then up, then to the end")
	assert.Equal(t, "M30.0 10.0L350.0 136.0", d.Paths[1].D, "corner to corner")
	assert.Empty(t, d.Paths[2].D, "no points, no line")
	assert.Len(t, d.Grid, 6)
	assert.Equal(t, "M190.0 10V136", d.Signs[0].D)
}

// Whatever the values are, nothing is drawn outside of the drawing.
func TestInside(t *testing.T) {
	numbers := regexp.MustCompile(`-?\d+(\.\d+)?|NaN|Inf`)
	for _, most := range []float64{0, -1, 1e-9, 1e300} {
		for _, v := range []float64{0, -5, 1e308, math.Inf(1)} {
			c := plot.Chart{X: plot.Axis{Max: most}, Y: plot.Axis{Max: most}, Lines: []plot.Line{{Steps: true, Until: v, Points: []plot.Point{{X: v, Y: v}, {X: 0, Y: v}}}}}
			for _, s := range numbers.FindAllString(c.Draw().Paths[0].D, -1) {
				n, err := strconv.ParseFloat(s, 64)
				assert.NoError(t, err)
				assert.True(t, n >= 0 && n <= 360, "%v of %v is drawn at %s", v, most, s)
			}
		}
	}
}

func TestEvery(t *testing.T) {
	assert.Equal(t, []plot.Tick{{0, "0"}, {0.1, "0.1"}, {0.2, "0.2"}}, plot.Every(0.1, 0.2)[:3])
	assert.Empty(t, plot.Every(0, 10))
}
