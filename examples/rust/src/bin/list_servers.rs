//! Prints every MCP server of an account.
//!
//! Needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and
//! CLOUDFLARE_API_KEY.

use std::env;

use cloudflare_ai_controls::{Client, Failure, is_last, printable};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let account_id = env::var("CLOUDFLARE_ACCOUNT_ID")
        .map_err(|_| Failure::Argument("CLOUDFLARE_ACCOUNT_ID is not set".into()))?;
    let client = Client::from_environment()?;
    let mut seen = vec![];
    for page in 1.. {
        let answer = client
            .list_mcp_servers()
            .account_id(&account_id)
            .page(u64::from(page))
            .per_page(100_u64)
            .send()
            .await?
            .into_inner();
        let last = is_last(page, &answer, &mut seen)?;
        for server in answer.result.unwrap_or_default() {
            let status = server.status.unwrap_or_default();
            let line = format!("{} {status} {}", server.id, server.hostname);
            println!("{}", printable(&line));
        }
        if last {
            break;
        }
    }
    Ok(())
}
