//! Calls every operation of the contract once. If one fails, the created items are not deleted.

use std::env;

use cloudflare_ai_controls::{Client, Failure, printable, types};

macro_rules! show {
    ($($part:tt)*) => { println!("{}", printable(&format!($($part)*))) };
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let account_id = env::var("CLOUDFLARE_ACCOUNT_ID")
        .map_err(|_| Failure::Argument("CLOUDFLARE_ACCOUNT_ID is not set".into()))?;
    let client = Client::from_environment()?;

    let server = create_mcp_server(&client, &account_id).await?;
    show!(
        "createMcpServer {} {}",
        server.id,
        server.status.unwrap_or_default()
    );
    let outcome = sync_mcp_server(&client, &account_id).await?;
    show!("syncMcpServer {}", outcome.status.unwrap_or_default());
    let tools = read_mcp_server(&client, &account_id)
        .await?
        .tools
        .unwrap_or_default();
    let tool = tools
        .first()
        .and_then(|tool| tool["name"].as_str())
        .unwrap_or_default();
    show!("readMcpServer {} tools, the first is {tool}", tools.len());
    let server = update_mcp_server(&client, &account_id).await?;
    show!("updateMcpServer {}", server.name);
    let servers = list_mcp_servers(&client, &account_id).await?;
    show!("listMcpServers {}", servers.len());

    let portal = create_mcp_portal(&client, &account_id).await?;
    show!("createMcpPortal {} {}", portal.id, portal.hostname);
    let portal = read_mcp_portal(&client, &account_id).await?;
    show!(
        "readMcpPortal {} servers",
        portal.servers.unwrap_or_default().len()
    );
    let portal = update_mcp_portal(&client, &account_id, tool).await?;
    show!("updateMcpPortal {}", portal.name);
    let uri = read_effective_redirect_uri(&client, &account_id).await?;
    show!("readEffectiveRedirectUri {}", uri.redirect_uri);
    let portals = list_mcp_portals(&client, &account_id).await?;
    show!("listMcpPortals {}", portals.len());

    let calls = read_server_tool_call_timeseries(&client, &account_id).await?;
    show!(
        "readServerToolCallTimeseries {}",
        calls.total.unwrap_or_default()
    );
    let calls = read_portal_tool_call_timeseries(&client, &account_id).await?;
    show!(
        "readPortalToolCallTimeseries {}",
        calls.total.unwrap_or_default()
    );
    let calls = read_tool_call_timeseries(&client, &account_id).await?;
    show!("readToolCallTimeseries {}", calls.total.unwrap_or_default());

    let portal = delete_mcp_portal(&client, &account_id).await?;
    show!("deleteMcpPortal {}", portal.id);
    let server = delete_mcp_server(&client, &account_id).await?;
    show!("deleteMcpServer {}", server.id);
    Ok(())
}

// region createMcpServer
async fn create_mcp_server(client: &Client, account_id: &str) -> Result<types::McpServer, Failure> {
    let server = types::McpServerCreate::builder()
        .id("team-notes")
        .name("Team notes")
        .hostname("https://notes.example.com/mcp")
        .auth_type("bearer")
        .auth_credentials(env::var("NOTES_TOKEN").ok());
    let answer = client
        .create_mcp_server()
        .account_id(account_id)
        .body(server)
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region syncMcpServer
async fn sync_mcp_server(client: &Client, account_id: &str) -> Result<types::SyncResult, Failure> {
    let answer = client
        .sync_mcp_server()
        .account_id(account_id)
        .id("team-notes")
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region readMcpServer
async fn read_mcp_server(client: &Client, account_id: &str) -> Result<types::McpServer, Failure> {
    let answer = client
        .read_mcp_server()
        .account_id(account_id)
        .id("team-notes")
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region updateMcpServer
async fn update_mcp_server(client: &Client, account_id: &str) -> Result<types::McpServer, Failure> {
    let changes = types::McpServerUpdate::builder().name("Notes of the team".to_owned());
    let answer = client
        .update_mcp_server()
        .account_id(account_id)
        .id("team-notes")
        .body(changes)
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region listMcpServers
async fn list_mcp_servers(
    client: &Client,
    account_id: &str,
) -> Result<Vec<types::McpServer>, Failure> {
    let answer = client
        .list_mcp_servers()
        .account_id(account_id)
        .search("team-notes")
        .send()
        .await?;
    Ok(answer.into_inner().result.unwrap_or_default())
}
// endregion

// region createMcpPortal
async fn create_mcp_portal(client: &Client, account_id: &str) -> Result<types::McpPortal, Failure> {
    let server = types::PortalServerAttachment::builder()
        .server_id("team-notes")
        .on_behalf(false);
    let portal = types::McpPortalCreate::builder()
        .id("team")
        .name("Team")
        .hostname("mcp.example.com")
        .servers(vec![server.try_into()?]);
    let answer = client
        .create_mcp_portal()
        .account_id(account_id)
        .body(portal)
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region readMcpPortal
async fn read_mcp_portal(client: &Client, account_id: &str) -> Result<types::McpPortal, Failure> {
    let answer = client
        .read_mcp_portal()
        .account_id(account_id)
        .id("team")
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region updateMcpPortal
async fn update_mcp_portal(
    client: &Client,
    account_id: &str,
    tool: &str,
) -> Result<types::McpPortal, Failure> {
    let renamed = types::CapabilityOverride::builder()
        .name(tool)
        .alias(Some("find-notes".to_owned()));
    let server = types::PortalServerAttachment::builder()
        .server_id("team-notes")
        .on_behalf(false)
        .updated_tools(vec![renamed.try_into()?]);
    let changes = types::McpPortalUpdate::builder().servers(vec![server.try_into()?]);
    let answer = client
        .update_mcp_portal()
        .account_id(account_id)
        .id("team")
        .body(changes)
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region readEffectiveRedirectUri
async fn read_effective_redirect_uri(
    client: &Client,
    account_id: &str,
) -> Result<types::EffectiveRedirectUri, Failure> {
    let answer = client
        .read_effective_redirect_uri()
        .account_id(account_id)
        .portal_id("team")
        .server_id("team-notes")
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region listMcpPortals
async fn list_mcp_portals(
    client: &Client,
    account_id: &str,
) -> Result<Vec<types::McpPortal>, Failure> {
    let answer = client
        .list_mcp_portals()
        .account_id(account_id)
        .send()
        .await?;
    Ok(answer.into_inner().result.unwrap_or_default())
}
// endregion

// region readServerToolCallTimeseries
async fn read_server_tool_call_timeseries(
    client: &Client,
    account_id: &str,
) -> Result<types::ToolCallTimeseries, Failure> {
    let answer = client
        .read_server_tool_call_timeseries()
        .account_id(account_id)
        .server_id("team-notes")
        .days(30_u64)
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region readPortalToolCallTimeseries
async fn read_portal_tool_call_timeseries(
    client: &Client,
    account_id: &str,
) -> Result<types::ToolCallTimeseries, Failure> {
    let answer = client
        .read_portal_tool_call_timeseries()
        .account_id(account_id)
        .portal_id("team")
        .tz("+01:00")
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region readToolCallTimeseries
async fn read_tool_call_timeseries(
    client: &Client,
    account_id: &str,
) -> Result<types::ToolCallTimeseries, Failure> {
    let answer = client
        .read_tool_call_timeseries()
        .account_id(account_id)
        .granularity("monthly")
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region deleteMcpPortal
async fn delete_mcp_portal(client: &Client, account_id: &str) -> Result<types::McpPortal, Failure> {
    let answer = client
        .delete_mcp_portal()
        .account_id(account_id)
        .id("team")
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion

// region deleteMcpServer
async fn delete_mcp_server(client: &Client, account_id: &str) -> Result<types::McpServer, Failure> {
    let answer = client
        .delete_mcp_server()
        .account_id(account_id)
        .id("team-notes")
        .send()
        .await?;
    Ok(answer.into_inner().result)
}
// endregion
