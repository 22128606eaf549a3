package cloudflare

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// AnswerError is a 2xx answer that breaks the contract.
type AnswerError string

func (e AnswerError) Error() string { return string(e) }

type answered interface {
	StatusCode() int
	ContentType() string
	GetBody() []byte
}

// OK returns the answer of a call whose status is 200 in the contract. It returns an AnswerError if a
// required member is missing.
func OK[T any](from interface {
	answered
	GetJSON200() *T
}, err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	return complete(from, from.GetJSON200())
}

// Created is OK for a call whose status is 201 in the contract.
func Created[T any](from interface {
	answered
	GetJSON201() *T
}, err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	return complete(from, from.GetJSON201())
}

func complete[T any](from answered, answer *T) (*T, error) {
	if answer == nil {
		return nil, AnswerError(
			fmt.Sprintf("%d with %q is not in the contract", from.StatusCode(), from.ContentType()))
	}
	var body any
	if err := json.Unmarshal(from.GetBody(), &body); err != nil {
		return nil, err
	}
	if place := missing(body, reflect.TypeFor[T]()); place != "" {
		place = strings.TrimPrefix(place, ".")
		return nil, AnswerError(
			fmt.Sprintf("%d without %s, which the contract requires", from.StatusCode(), place))
	}
	return answer, nil
}

// missing returns the place of the first required member that is null or absent; encoding/json reads
// such a member as a zero value. A field is required if it is neither a pointer nor omitted when empty.
// An array that is null counts as empty.
func missing(value any, as reflect.Type) string {
	switch as.Kind() {
	case reflect.Pointer:
		return missing(value, as.Elem())
	case reflect.Slice:
		rows, _ := value.([]any)
		for i, row := range rows {
			if place := missing(row, as.Elem()); row == nil || place != "" {
				return fmt.Sprintf("[%d]%s", i, place)
			}
		}
	case reflect.Struct:
		members, isObject := value.(map[string]any)
		if !isObject {
			return ""
		}
		for field := range as.Fields() {
			name, option, _ := strings.Cut(field.Tag.Get("json"), ",")
			kind, member := field.Type.Kind(), members[name]
			if member == nil && option == "" && kind != reflect.Pointer && kind != reflect.Slice {
				return "." + name
			}
			if place := missing(member, field.Type); place != "" {
				return "." + name + place
			}
		}
	}
	return ""
}

// Value returns the value of an optional member, or the zero value.
func Value[T any](member *T) (value T) {
	if member != nil {
		value = *member
	}
	return value
}
