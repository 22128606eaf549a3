//! Prints every MCP server of an account.
//!
//! Needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and
//! CLOUDFLARE_API_KEY.

use std::env;

use cloudflare_ai_controls::{Client, Failure, types::McpServerList};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let account_id = env::var("CLOUDFLARE_ACCOUNT_ID")
        .map_err(|_| Failure::Argument("CLOUDFLARE_ACCOUNT_ID is not set".into()))?;
    let client = Client::from_environment()?;
    for page in 1.. {
        let answer = client
            .list_mcp_servers()
            .account_id(&account_id)
            .page(u64::from(page))
            .per_page(100_u64)
            .send()
            .await?
            .into_inner();
        let last = is_last(page, &answer)?;
        for server in answer.result.unwrap_or_default() {
            let status = server.status.unwrap_or_default();
            println!("{} {status} {}", server.id, server.hostname);
        }
        if last {
            break;
        }
    }
    Ok(())
}

/// Whether `answer`, which came when `page` was asked for, is the last one.
pub fn is_last(page: u32, answer: &McpServerList) -> Result<bool, Failure> {
    let page = i64::from(page);
    let info = answer.result_info.clone().unwrap_or_default();
    if let Some(came) = info.page.filter(|&came| came != page) {
        return Err(Failure::Paging(format!(
            "asked for page {page}, but page {came} came"
        )));
    }
    let rows = answer.result.as_ref().map_or(0, |rows| rows.len() as i64);
    let size = info.per_page.unwrap_or_default();
    Ok(rows == 0
        || rows < size
        || info.total_pages.is_some_and(|pages| page >= pages)
        || info
            .total_count
            .is_some_and(|all| page.saturating_mul(size) >= all))
}
