package timeline

import (
	"strconv"
	"time"
)

// passed is a silence in a few words: "23h59m", or "24h−1ns" where that is what counts.
func passed(d time.Duration) string {
	if s, ok := beside(d); ok {
		return s
	}
	switch {
	case d >= time.Hour:
		d = d.Truncate(time.Minute)
	case d >= time.Minute:
		d = d.Truncate(time.Second)
	case d >= time.Second:
		d = d.Truncate(10 * time.Millisecond)
	}
	return days(d)
}

// instant is a moment of virtual time, exactly.
func instant(d time.Duration) string {
	if s, ok := beside(d); ok {
		return s
	}
	return clock(d)
}

// beside says a time that is just before or after a whole one.
func beside(d time.Duration) (string, bool) {
	const near = 10 * time.Microsecond
	for _, unit := range []time.Duration{time.Hour, time.Minute, time.Second} {
		whole := d.Round(unit)
		if off := d - whole; off != 0 && off.Abs() <= near && d >= time.Second {
			sign := "+"
			if off < 0 {
				sign = "−"
			}
			return days(whole) + sign + off.Abs().String(), true
		}
	}
	return "", false
}

// days says long times in days.
func days(d time.Duration) string {
	const day = 24 * time.Hour
	n := d / day
	switch rest := d % day; {
	case n < 3:
		return clock(d)
	case rest == 0:
		return strconv.Itoa(int(n)) + " days"
	default:
		return strconv.Itoa(int(n)) + "d" + clock(rest)
	}
}
