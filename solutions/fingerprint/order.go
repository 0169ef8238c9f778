package fingerprint

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"example.com/idempotency/challenges/warehouse"
)

// A digest stands for a body: nobody can make two bodies that share one.
type digest [sha256.Size]byte

func digestOf(body []byte) digest { return sha256.Sum256(body) }

// canonical reads exactly one JSON value and writes it in the one form that all ways to write it
// share: names sorted at all depths, no white space, arrays in their order. Numbers stay as they are
// written, as a float64 could not tell all of them apart. Of a name that stands twice in an object
// the last value counts.
func canonical(body io.Reader) ([]byte, error) {
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, errors.New("the body broke off")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, errors.New("the body is not JSON")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the JSON value")
	}
	return json.Marshal(v) // sorts the names of a map
}

type item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

// readItems reads a valid order from its canonical form, not from the body as it was sent: decoded
// twice in two ways, one body could be two orders. Unknown fields are ignored here, and counted there.
func readItems(canonical []byte) ([]item, error) {
	var req struct {
		Items []item `json:"items"`
	}
	if err := json.Unmarshal(canonical, &req); err != nil {
		return nil, errors.New("the body is not an object with items")
	}
	if len(req.Items) == 0 {
		return nil, errors.New("an order has at least one item")
	}
	for _, it := range req.Items {
		if it.SKU == "" || it.Quantity <= 0 {
			return nil, errors.New("an item has a sku and a positive quantity")
		}
	}
	return req.Items, nil
}

func wanted(items []item) []warehouse.Item {
	out := make([]warehouse.Item, len(items))
	for i, it := range items {
		out[i] = warehouse.Item{SKU: it.SKU, Quantity: it.Quantity}
	}
	return out
}

// An answer is what is sent, and sent again: everything a client can see, byte for byte.
type answer struct {
	status int
	body   []byte
}

// success names the order by its reservation. Nothing of the client's is in the answer but the items.
func success(reservation string, items []item) answer {
	body, err := json.Marshal(struct {
		ID     string `json:"id"`
		Items  []item `json:"items"`
		Status string `json:"status"`
	}{reservation, items, "reserved"})
	if err != nil {
		panic(err) // strings and integers always marshal
	}
	return answer{http.StatusCreated, body}
}

func failure(status int, text string) answer {
	body, _ := json.Marshal(map[string]string{"error": text})
	return answer{status, body}
}

func (a answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}
