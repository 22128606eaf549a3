package cloudflare

import (
	"net/http"
	"os"
	"strings"
)

// Credentials are an API token, or an e-mail address and its API key. A nil field is not given.
type Credentials struct {
	APIToken *string `json:"api_token"`
	APIEmail *string `json:"api_email"`
	APIKey   *string `json:"api_key"`
}

// CredentialsError is the reason why credentials are not sent. It does not show them.
type CredentialsError string

func (e CredentialsError) Error() string { return string(e) }

// CredentialsFromEnvironment prefers CLOUDFLARE_API_TOKEN to CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
func CredentialsFromEnvironment() Credentials {
	if token := environment("CLOUDFLARE_API_TOKEN"); token != nil {
		return Credentials{APIToken: token}
	}
	return Credentials{
		APIEmail: environment("CLOUDFLARE_EMAIL"),
		APIKey:   environment("CLOUDFLARE_API_KEY"),
	}
}

func environment(name string) *string {
	value, ok := os.LookupEnv(name)
	if !ok {
		return nil
	}
	return &value
}

func (c Credentials) headers() (http.Header, error) {
	for _, given := range []struct {
		name  string
		value *string
	}{{"API token", c.APIToken}, {"e-mail address", c.APIEmail}, {"API key", c.APIKey}} {
		if given.value != nil && !isSendable(*given.value) {
			return nil, CredentialsError("the " + given.name + " is empty, or a header cannot hold it")
		}
	}
	headers := http.Header{}
	switch hasToken, hasEmail, hasKey := c.APIToken != nil, c.APIEmail != nil, c.APIKey != nil; {
	case hasToken && !hasEmail && !hasKey:
		headers.Set("Authorization", "Bearer "+*c.APIToken)
	case !hasToken && hasEmail && hasKey:
		headers.Set("X-Auth-Email", *c.APIEmail)
		headers.Set("X-Auth-Key", *c.APIKey)
	default:
		return nil, CredentialsError("give either an API token (CLOUDFLARE_API_TOKEN), " +
			"or an e-mail address and its API key (CLOUDFLARE_EMAIL, CLOUDFLARE_API_KEY)")
	}
	return headers, nil
}

func isSendable(value string) bool {
	isControlOrNotASCII := func(r rune) bool { return r < ' ' || r > '~' }
	return value != "" && value == strings.TrimSpace(value) &&
		!strings.ContainsFunc(value, isControlOrNotASCII)
}
