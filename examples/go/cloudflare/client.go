package cloudflare

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// New returns a client whose calls return an *Error if the API reports a failure.
func New(server string, credentials Credentials) (*ClientWithResponses, error) {
	if !isConfidential(server) {
		return nil, CredentialsError("CLOUDFLARE_BASE_URL must be https, or http to this machine")
	}
	headers, err := credentials.headers()
	if err != nil {
		return nil, err
	}
	sign := func(_ context.Context, request *http.Request) error {
		maps.Copy(request.Header, headers)
		return nil
	}
	return NewClientWithResponses(server, WithHTTPClient(doer{}), WithRequestEditorFn(sign))
}

func isConfidential(server string) bool {
	address, err := url.Parse(server)
	if err != nil {
		return false
	}
	host := address.Hostname()
	ip, _ := netip.ParseAddr(host)
	return address.Scheme == "https" || host == "localhost" || ip.IsLoopback()
}

// Redirects are not followed, because that would send the credentials to their target.
var httpClient = http.Client{
	Timeout:       time.Minute,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// doer passes only successes to the generated code. That code loses the status of a failure with an
// unreadable body or Retry-After, and accepts `success: false` as a success.
type doer struct{}

type envelope struct {
	Success bool
	Errors  []EnvelopeMessage
}

func (doer) Do(request *http.Request) (*http.Response, error) {
	response, err := httpClient.Do(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		return nil, &url.Error{Op: request.Method, URL: request.URL.Redacted(), Err: err}
	}
	var envelope envelope
	err = json.Unmarshal(body, &envelope)
	if isSuccess(response.StatusCode) && err != nil {
		return nil, AnswerError(fmt.Sprintf("%d, but no answer of the API: %v", response.StatusCode, err))
	}
	if !isSuccess(response.StatusCode) || !envelope.Success {
		return nil, &Error{response.StatusCode, response.Header, envelope.Errors, body}
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}
