package cloudflare

import "encoding/json"

// Bool also reads 0 and 1, which the API sends because its database has no booleans.
type Bool bool

func (b *Bool) UnmarshalJSON(data []byte) error {
	switch string(data) {
	case "0":
		*b = false
	case "1":
		*b = true
	default:
		return json.Unmarshal(data, (*bool)(b))
	}
	return nil
}
