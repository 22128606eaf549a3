package cloudflare

import (
	"encoding/json"
	"strings"
	"time"
)

// Timestamp also reads what time.Time refuses: lower case, a blank for the T, no zone, which is UTC.
type Timestamp struct{ time.Time }

func (t *Timestamp) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	text = strings.ToUpper(strings.Replace(text, " ", "T", 1))
	var err error
	if t.Time, err = time.Parse(time.RFC3339, text); err != nil {
		t.Time, err = time.Parse("2006-01-02T15:04:05", text)
	}
	return err
}
