package main

import (
	"context"
	"os"

	"example/cloudflare"
)

// region createMcpServer
func createMcpServer(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	body := cloudflare.McpServerCreate{
		ID:              "team-notes",
		Name:            "Team notes",
		Hostname:        "https://notes.example.com/mcp",
		AuthType:        cloudflare.AuthTypeBearer,
		AuthCredentials: new(os.Getenv("NOTES_TOKEN")),
	}
	answer, err := cloudflare.Created(client.CreateMcpServerWithResponse(ctx, account, body))
	if err != nil {
		return err
	}
	cloudflare.Show(answer.Result.ID, cloudflare.Value(answer.Result.Status))
	return nil
}

// endregion

// region syncMcpServer
func syncMcpServer(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	answer, err := cloudflare.OK(client.SyncMcpServerWithResponse(ctx, account, "team-notes"))
	if err != nil {
		return err
	}
	cloudflare.Show(cloudflare.Value(answer.Result.Status))
	return nil
}

// endregion

// region readMcpServer
func readMcpServer(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	answer, err := cloudflare.OK(client.ReadMcpServerWithResponse(ctx, account, "team-notes"))
	if err != nil {
		return err
	}
	cloudflare.Show(answer.Result.Name, cloudflare.Value(answer.Result.Status))
	return nil
}

// endregion

// region updateMcpServer
func updateMcpServer(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	body := cloudflare.McpServerUpdate{Name: new("Notes of the team")}
	answer, err := cloudflare.OK(client.UpdateMcpServerWithResponse(ctx, account, "team-notes", body))
	if err != nil {
		return err
	}
	cloudflare.Show(answer.Result.Name)
	return nil
}

// endregion

// region listMcpServers
func listMcpServers(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	params := cloudflare.ListMcpServersParams{Search: new("team-notes")}
	answer, err := cloudflare.OK(client.ListMcpServersWithResponse(ctx, account, &params))
	if err != nil {
		return err
	}
	cloudflare.Show(len(answer.Result), "servers")
	return nil
}

// endregion

// region createMcpPortal
func createMcpPortal(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	body := cloudflare.McpPortalCreate{
		ID:       "team",
		Name:     "Team",
		Hostname: "mcp.example.com",
		Servers: &[]cloudflare.PortalServerAttachment{{
			ServerID: "team-notes",
			OnBehalf: new(cloudflare.Bool(false)),
		}},
	}
	answer, err := cloudflare.Created(client.CreateMcpPortalWithResponse(ctx, account, body))
	if err != nil {
		return err
	}
	cloudflare.Show(answer.Result.ID, answer.Result.Hostname)
	return nil
}

// endregion

// region readMcpPortal
func readMcpPortal(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	answer, err := cloudflare.OK(client.ReadMcpPortalWithResponse(ctx, account, "team"))
	if err != nil {
		return err
	}
	cloudflare.Show(answer.Result.Name, answer.Result.Hostname)
	return nil
}

// endregion

// region updateMcpPortal
func updateMcpPortal(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	body := cloudflare.McpPortalUpdate{
		Servers: &[]cloudflare.PortalServerAttachment{{
			ServerID: "team-notes",
			OnBehalf: new(cloudflare.Bool(false)),
			UpdatedTools: &[]cloudflare.CapabilityOverride{{
				Name:  "search_flag",
				Alias: new("find-notes"),
			}},
		}},
	}
	answer, err := cloudflare.OK(client.UpdateMcpPortalWithResponse(ctx, account, "team", body))
	if err != nil {
		return err
	}
	cloudflare.Show(answer.Result.ID, answer.Result.Name)
	return nil
}

// endregion

// region readEffectiveRedirectUri
func readEffectiveRedirectURI(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	answer, err := cloudflare.OK(client.ReadEffectiveRedirectURIWithResponse(ctx, account, "team", "team-notes"))
	if err != nil {
		return err
	}
	cloudflare.Show(answer.Result.RedirectURI, answer.Result.Source)
	return nil
}

// endregion

// region listMcpPortals
func listMcpPortals(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	params := cloudflare.ListMcpPortalsParams{Search: new("team")}
	answer, err := cloudflare.OK(client.ListMcpPortalsWithResponse(ctx, account, &params))
	if err != nil {
		return err
	}
	cloudflare.Show(len(answer.Result), "portals")
	return nil
}

// endregion

// region readServerToolCallTimeseries
func readServerToolCallTimeseries(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	params := cloudflare.ReadServerToolCallTimeseriesParams{Days: new(30)}
	answer, err := cloudflare.OK(client.ReadServerToolCallTimeseriesWithResponse(ctx, account, "team-notes", &params))
	if err != nil {
		return err
	}
	cloudflare.Show(cloudflare.Value(answer.Result.Total), "calls")
	return nil
}

// endregion

// region readPortalToolCallTimeseries
func readPortalToolCallTimeseries(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	params := cloudflare.ReadPortalToolCallTimeseriesParams{Tz: new("+01:00")}
	answer, err := cloudflare.OK(client.ReadPortalToolCallTimeseriesWithResponse(ctx, account, "team", &params))
	if err != nil {
		return err
	}
	cloudflare.Show(cloudflare.Value(answer.Result.Total), "calls")
	return nil
}

// endregion

// region readToolCallTimeseries
func readToolCallTimeseries(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	params := cloudflare.ReadToolCallTimeseriesParams{
		Granularity: new(cloudflare.TimeseriesGranularityMonthly),
	}
	answer, err := cloudflare.OK(client.ReadToolCallTimeseriesWithResponse(ctx, account, &params))
	if err != nil {
		return err
	}
	cloudflare.Show(cloudflare.Value(answer.Result.Total), "calls")
	return nil
}

// endregion

// region deleteMcpPortal
func deleteMcpPortal(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	answer, err := cloudflare.OK(client.DeleteMcpPortalWithResponse(ctx, account, "team"))
	if err != nil {
		return err
	}
	cloudflare.Show(answer.Result.ID)
	return nil
}

// endregion

// region deleteMcpServer
func deleteMcpServer(ctx context.Context, client *cloudflare.ClientWithResponses, account string) error {
	answer, err := cloudflare.OK(client.DeleteMcpServerWithResponse(ctx, account, "team-notes"))
	if err != nil {
		return err
	}
	cloudflare.Show(answer.Result.ID)
	return nil
}

// endregion
