// Command listservers prints every MCP server of an account.
//
// It needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"

	"example/cloudflare"
)

func main() {
	if err := listServers(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func listServers(ctx context.Context) error {
	account := os.Getenv("CLOUDFLARE_ACCOUNT_ID")
	if account == "" {
		return errors.New("CLOUDFLARE_ACCOUNT_ID is not set")
	}
	url := cmp.Or(os.Getenv("CLOUDFLARE_BASE_URL"), cloudflare.ServerURLCloudflareAPIV4)
	client, err := cloudflare.New(url, cloudflare.CredentialsFromEnvironment())
	if err != nil {
		return err
	}
	params := cloudflare.ListMcpServersParams{PerPage: new(100)}
	for server, err := range client.AllMcpServers(ctx, account, params) {
		if err != nil {
			return err
		}
		cloudflare.Show(server.ID, cloudflare.Value(server.Status), server.Hostname)
	}
	return nil
}
