//! The adapter of the contract kit; tests/contract_kit/README.md describes it.

use std::{error::Error, io};

use cloudflare_ai_controls::{Client, Failure, is_last, types};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Request {
    base_url: String,
    operation: Operation,
    arguments: Arguments,
    body: Value,
    credentials: Credentials,
    walk: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Operation {
    CreateMcpServer,
    ListMcpServers,
    ReadMcpPortal,
    ReadMcpServer,
    ReadServerToolCallTimeseries,
    SyncMcpServer,
    UpdateMcpPortal,
    UpdateMcpServer,
}

#[derive(Deserialize)]
struct Arguments {
    account_id: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    server_id: String,
    page: Option<u32>,
    per_page: Option<u64>,
    search: Option<String>,
    granularity: Option<String>,
    aggregate: Option<String>,
    tz: Option<String>,
    days: Option<u64>,
}

#[derive(Deserialize)]
struct Credentials {
    api_token: Option<String>,
    api_email: Option<String>,
    api_key: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    for line in io::stdin().lines() {
        let seen = match result(serde_json::from_str(&line?)?).await {
            Ok(result) => json!({"result": result}),
            Err(failure) => json!({"error": error(&failure)}),
        };
        println!("{seen}");
    }
    Ok(())
}

async fn result(request: Request) -> Result<Value, Failure> {
    let (arguments, credentials) = (request.arguments, request.credentials);
    let client = Client::connect(
        &request.base_url,
        credentials.api_token.as_deref(),
        credentials.api_email.as_deref(),
        credentials.api_key.as_deref(),
    )?;
    let (account_id, id) = (&arguments.account_id, arguments.id.as_str());
    Ok(match request.operation {
        Operation::ListMcpServers => json!(servers(&client, arguments, request.walk).await?),
        Operation::ReadMcpServer => {
            let call = client.read_mcp_server().account_id(account_id).id(id);
            json!(call.send().await?.into_inner().result)
        }
        Operation::CreateMcpServer => {
            let server: types::McpServerCreate = read(&request.body)?;
            let call = client
                .create_mcp_server()
                .account_id(account_id)
                .body(server);
            json!(call.send().await?.into_inner().result)
        }
        Operation::UpdateMcpServer => {
            let call = client
                .update_mcp_server()
                .account_id(account_id)
                .id(id)
                .body(read::<types::McpServerUpdate>(&request.body)?);
            json!(call.send().await?.into_inner().result)
        }
        Operation::SyncMcpServer => {
            let call = client.sync_mcp_server().account_id(account_id).id(id);
            json!(call.send().await?.into_inner().result)
        }
        Operation::ReadMcpPortal => {
            let call = client.read_mcp_portal().account_id(account_id).id(id);
            json!(call.send().await?.into_inner().result)
        }
        Operation::UpdateMcpPortal => {
            let call = client
                .update_mcp_portal()
                .account_id(account_id)
                .id(id)
                .body(read::<types::McpPortalUpdate>(&request.body)?);
            json!(call.send().await?.into_inner().result)
        }
        Operation::ReadServerToolCallTimeseries => {
            json!(tool_calls(&client, arguments).await?)
        }
    })
}

async fn servers(
    client: &Client,
    mut arguments: Arguments,
    walk: bool,
) -> Result<Vec<types::McpServer>, Failure> {
    let (mut servers, mut seen) = (vec![], vec![]);
    loop {
        let mut call = client.list_mcp_servers().account_id(&arguments.account_id);
        if let Some(page) = arguments.page {
            call = call.page(u64::from(page));
        }
        if let Some(size) = arguments.per_page {
            call = call.per_page(size);
        }
        if let Some(text) = &arguments.search {
            call = call.search(text.as_str());
        }
        let answer = call.send().await?.into_inner();
        let page = arguments.page.unwrap_or(1);
        let last = !walk || is_last(page, &answer, &mut seen)?;
        servers.extend(answer.result.unwrap_or_default());
        if last {
            return Ok(servers);
        }
        arguments.page = Some(page + 1);
    }
}

async fn tool_calls(
    client: &Client,
    arguments: Arguments,
) -> Result<types::ToolCallTimeseries, Failure> {
    let mut call = client
        .read_server_tool_call_timeseries()
        .account_id(arguments.account_id)
        .server_id(arguments.server_id);
    if let Some(length) = arguments.granularity {
        call = call.granularity(length);
    }
    if let Some(choice) = arguments.aggregate {
        call = call.aggregate(choice);
    }
    if let Some(zone) = arguments.tz {
        call = call.tz(zone);
    }
    if let Some(number) = arguments.days {
        call = call.days(number);
    }
    Ok(call.send().await?.into_inner().result)
}

fn read<T: DeserializeOwned>(body: &Value) -> Result<T, Failure> {
    T::deserialize(body).map_err(|error| Failure::Argument(error.to_string()))
}

fn error(failure: &Failure) -> Value {
    let message = failure.to_string();
    let kind = match failure {
        Failure::Refused(refusal) => {
            let kind = match refusal.status.is_success() {
                true => "unsuccessful",
                false => "status",
            };
            let status = refusal.status.as_u16();
            let codes: Vec<_> = refusal.errors.iter().flat_map(|error| error.code).collect();
            return json!({
                "kind": kind,
                "status": status,
                "codes": codes,
                "message": message,
                "result": refusal.result,
            });
        }
        Failure::Credentials(_) => "credentials",
        Failure::Argument(_) => "argument",
        Failure::Connection(_) => "connection",
        Failure::Answer(_) => "answer",
        Failure::Paging(_) => "paging",
    };
    json!({"kind": kind, "message": message})
}
