package fingerprinttest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness"
)

// windowed is a scenario of keys that expire, in the words of this challenge.
func windowed(s harness.Scenario, story string) harness.Scenario {
	s.Story = story
	for i := range s.Cases {
		s.Cases[i].Name = strings.Replace(s.Cases[i].Name, "TTL", "window", 1)
	}
	return s
}

func untilTheEnd() harness.Scenario {
	s := windowed(order.RememberedUntilTheEnd(), "an order is recognised until the last nanosecond before completion + window, for any window from milliseconds to years, whenever it begins")
	s.Cases = append(s.Cases, harness.Case{Name: "begun at odd moments", Setting: time.Minute, Drive: func(c *harness.Client) {
		for i, d := range []time.Duration{7 * time.Second, 40 * time.Second, time.Minute - 1, time.Hour} {
			c.Advance(d)
			r := order.Request(c.Key(fmt.Sprint("m", i+1)), int64(i)+1).Expect(order.Created)
			c.Send(r)
			c.Advance(time.Minute - 1)
			c.Send(r)
		}
	}})
	return s
}

func fromTheEnd() harness.Scenario {
	return windowed(order.NewFromTheEnd(), "from completion + window on the same body is a new order, with its own reservation and answer: the clock decides, not a clean-up")
}

func fromCompletion() harness.Scenario {
	return windowed(order.FromCompletion(), "the window counts from the completion of a slow reservation, not from its start")
}

func noSliding() harness.Scenario {
	return windowed(order.NoSliding(), "a replay does not prolong the window, nor does a request that is refused")
}

func expiredDuplicates() harness.Scenario {
	return windowed(order.ExpiredDuplicates(), "two clicks when the window is over, one new reservation")
}

func runningNeverExpires() harness.Scenario {
	return windowed(order.OutlivesTTL(), "a reservation that runs for longer than the window is still recognised: duplicates cause no second one, and its answer is stored and replayed")
}

func cleanUpSpares() harness.Scenario {
	return windowed(order.CleanUpSpares(), "clean-up never forgets an order that is running, within its window, or has just been made anew")
}

func failuresExpire() harness.Scenario {
	return windowed(order.FailuresExpire(), "an unknown outcome is the answer until completion + window, as any other, and then the same body is a new order; a refusal leaves nothing that could expire")
}

func cleanUpDelaysNobody() harness.Scenario {
	return windowed(order.CleanUpDelaysNobody(), "clean-up makes no order wait for another one, also when that runs for a long time")
}

func manyOrders() harness.Scenario {
	s := windowed(order.ManyKeys(), "however many orders there are, those that are running or within their window are recognised")
	s.Name = "many-orders"
	return s
}

func memoryComesBack() harness.Scenario {
	return windowed(order.MemoryComesBack(), "what is over leaves the memory, at the latest when more orders have come")
}

// storm writes the orders in different ways, beside all else.
func storm() harness.Scenario {
	s := windowed(order.ExpiringStorm(), "whatever the order of retries, duplicates, other wordings, failures, disconnects and ends of the window")
	draw := s.Storm.Draw
	s.Storm.Draw = func(t *rapid.T, key func(string) string) harness.Weather {
		wx := draw(t, key)
		for i := range wx.Moves {
			r := &wx.Moves[i].Request
			r.Body = reword(r.Body, rapid.IntRange(0, len(wordings)-1).Draw(t, "wording"))
		}
		return wx
	}
	return s
}

// reword writes the order of a body of order.Request in another way.
func reword(body string, way int) string {
	var o struct {
		Items []struct{ Quantity int64 }
		Ref   string
	}
	if err := json.Unmarshal([]byte(body), &o); err != nil || len(o.Items) != 1 {
		panic("harness: a storm sends other orders than it knows: " + body)
	}
	return wordings[way](quote(o.Ref), o.Items[0].Quantity)
}
