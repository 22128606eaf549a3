package cloudflare

import (
	"encoding/json"
	"strings"
	"time"
)

// Timestamp also reads what time.Time refuses: lower case, a blank for the T, no zone, which is UTC.
// What is no date-time reads as the zero time, which is written as null.
type Timestamp struct{ time.Time }

func (t *Timestamp) UnmarshalJSON(data []byte) error {
	var text string
	_ = json.Unmarshal(data, &text)
	text = strings.ToUpper(strings.Replace(text, " ", "T", 1))
	var err error
	if t.Time, err = time.Parse(time.RFC3339, text); err != nil {
		t.Time, _ = time.Parse("2006-01-02T15:04:05", text)
	}
	return nil
}

func (t Timestamp) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	return t.Time.MarshalJSON()
}
