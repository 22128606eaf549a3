package cloudflare

import (
	"fmt"
	"net/http"
	"strings"
	"unicode"
)

// Error is a call that failed: by its status, or by its envelope, whose Success is false.
type Error struct {
	StatusCode int
	Header     http.Header
	Errors     []EnvelopeMessage
	Body       []byte
}

// Error is one line, such as `401 [10000] Authentication error`.
func (e *Error) Error() string {
	line := fmt.Sprint(e.StatusCode)
	if isSuccess(e.StatusCode) {
		line += " without success"
	} else if len(e.Errors) == 0 {
		line += " " + http.StatusText(e.StatusCode)
	}
	for i, each := range e.Errors {
		if i > 0 {
			line += ";"
		}
		if each.Code != nil {
			line += fmt.Sprintf(" [%d]", *each.Code)
		}
		line += " " + each.Message
	}
	isNotPrintable := func(r rune) bool { return !unicode.IsPrint(r) }
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(line, isNotPrintable), " "))
}

func isSuccess(status int) bool { return status/100 == 2 }
