package middlewaretest

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"time"
)

// A config has the fields of the challenge's own type Config, by the same names.
type config struct {
	TTL      time.Duration
	Header   string
	Optional bool
	Methods  []string
	Caller   func(*http.Request) string
	Context  context.Context
}

// configOf is c as the answer's own type.
func configOf[C any](c config) C {
	var out C
	from, to := reflect.ValueOf(c), reflect.ValueOf(&out).Elem()
	for i := range from.NumField() {
		name, v := from.Type().Field(i).Name, from.Field(i)
		var f reflect.Value
		if to.Kind() == reflect.Struct {
			f = to.FieldByName(name)
		}
		if !f.IsValid() || !f.CanSet() || !v.CanConvert(f.Type()) || f.Kind() != v.Kind() {
			panic(fmt.Sprintf("the type Config has no field %s %s: the README pins its shape", name, from.Type().Field(i).Type))
		}
		f.Set(v.Convert(f.Type()))
	}
	return out
}
