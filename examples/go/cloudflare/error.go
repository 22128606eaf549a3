package cloudflare

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
)

// Error is a failed call: its status is not 2xx, or Success in its envelope is false.
type Error struct {
	StatusCode int
	Header     http.Header
	Errors     []EnvelopeMessage
	Body       []byte
}

// Error is one line, such as `401 [10000] Authentication error`.
func (e *Error) Error() string {
	line := fmt.Sprint(e.StatusCode)
	if len(e.Errors) == 0 {
		line += " " + e.reason()
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
	return fmt.Sprintf("%.300s", printable(line))
}

// reason returns the text for a failure without errors. The result of a failed sync has the reason.
func (e *Error) reason() string {
	var sync struct{ Result struct{ Error string } }
	_ = json.Unmarshal(e.Body, &sync)
	if isSuccess(e.StatusCode) {
		return cmp.Or(sync.Result.Error, "without success")
	}
	return cmp.Or(sync.Result.Error, http.StatusText(e.StatusCode))
}

func isSuccess(status int) bool { return status/100 == 2 }
