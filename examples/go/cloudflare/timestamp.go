package cloudflare

import (
	"encoding/json"
	"strings"
	"time"
)

// Timestamp also reads lower case, a space for the T, and date-times without a zone, which are in UTC.
// A text that is not a date-time reads as the zero time. The zero time is written as null.
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
