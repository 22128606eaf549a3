// Command operations calls every operation once.
//
// It needs the same environment as listservers, and an account that may be changed, such as the mock's.
package main

import (
	"cmp"
	"context"
	"fmt"
	"os"

	"example/cloudflare"
)

func main() {
	if err := tell(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func tell(ctx context.Context) error {
	url := cmp.Or(os.Getenv("CLOUDFLARE_BASE_URL"), cloudflare.ServerURLCloudflareAPIV4)
	client, err := cloudflare.New(url, cloudflare.CredentialsFromEnvironment())
	if err != nil {
		return err
	}
	for _, operation := range []struct {
		id  string
		run func(context.Context, *cloudflare.ClientWithResponses, string) error
	}{
		{"createMcpServer", createMcpServer},
		{"syncMcpServer", syncMcpServer},
		{"readMcpServer", readMcpServer},
		{"updateMcpServer", updateMcpServer},
		{"listMcpServers", listMcpServers},
		{"createMcpPortal", createMcpPortal},
		{"readMcpPortal", readMcpPortal},
		{"updateMcpPortal", updateMcpPortal},
		{"readEffectiveRedirectUri", readEffectiveRedirectURI},
		{"listMcpPortals", listMcpPortals},
		{"readServerToolCallTimeseries", readServerToolCallTimeseries},
		{"readPortalToolCallTimeseries", readPortalToolCallTimeseries},
		{"readToolCallTimeseries", readToolCallTimeseries},
		{"deleteMcpPortal", deleteMcpPortal},
		{"deleteMcpServer", deleteMcpServer},
	} {
		fmt.Print(operation.id, " ")
		if err := operation.run(ctx, client, os.Getenv("CLOUDFLARE_ACCOUNT_ID")); err != nil {
			return err
		}
	}
	return nil
}
