package cloudflare

import (
	"fmt"
	"strings"
	"unicode"
)

// Show prints values in one line. Other people may have written them, and a terminal would obey their escapes.
func Show(values ...any) {
	fmt.Println(printable(fmt.Sprintln(values...)))
}

// printable returns a text as one line, with blanks for what cannot be printed.
func printable(text string) string {
	isNotPrintable := func(r rune) bool { return !unicode.IsPrint(r) }
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(text, isNotPrintable), " "))
}
