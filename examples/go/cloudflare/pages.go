package cloudflare

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
)

// PageError is a page other than the requested one. Continuing might never end.
type PageError struct{ Asked, Came int }

func (e *PageError) Error() string {
	return fmt.Sprintf("asked for page %d, the server gave page %d", e.Asked, e.Came)
}

// AllMcpServers yields the servers of an account, page by page. It ends at the first error.
func (c *ClientWithResponses) AllMcpServers(
	ctx context.Context, accountID AccountID, params ListMcpServersParams,
) iter.Seq2[McpServer, error] {
	return func(yield func(McpServer, error) bool) {
		params := params
		var before []McpServer
		for page := cmp.Or(Value(params.Page), 1); ; page++ {
			answer, err := OK(c.ListMcpServersWithResponse(ctx, accountID, &params))
			if err != nil {
				yield(McpServer{}, err)
				return
			}
			info := Value(answer.ResultInfo)
			if info.Page != nil && *info.Page != page {
				yield(McpServer{}, &PageError{Asked: page, Came: *info.Page})
				return
			}
			if len(before) > 0 && slices.EqualFunc(before, answer.Result, isSame) {
				yield(McpServer{}, &PageError{Asked: page, Came: page - 1})
				return
			}
			before = answer.Result
			for _, server := range answer.Result {
				if !yield(server, nil) {
					return
				}
			}
			if isLast(page, len(answer.Result), info) {
				return
			}
			params.Page = new(page + 1)
		}
	}
}

func isSame(one, other McpServer) bool { return one.ID == other.ID }

// The requested per_page does not show whether a page is the last, because the API may give less.
func isLast(page, rows int, info ResultInfo) bool {
	size := max(Value(info.PerPage), rows)
	return rows == 0 || rows < size ||
		info.TotalPages != nil && *info.TotalPages <= page ||
		info.TotalCount != nil && *info.TotalCount <= page*size
}
