package cloudflare

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// AnswerError is a success that is not what the contract says.
type AnswerError string

func (e AnswerError) Error() string { return string(e) }

type answered interface {
	StatusCode() int
	ContentType() string
	GetBody() []byte
}

// OK returns the answer of a call for which the contract has 200, unless it lacks what is required.
func OK[T any](from interface {
	answered
	GetJSON200() *T
}, err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	return complete(from, from.GetJSON200())
}

// Created is OK for a call for which the contract has 201.
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

// missing returns the place of the first required member that is null or absent, which
// encoding/json reads as a zero value. Required are the fields that are neither pointers nor left
// out when empty; an array that is null counts as an empty one.
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

// Value is what an optional member holds, or nothing.
func Value[T any](member *T) (value T) {
	if member != nil {
		value = *member
	}
	return value
}
