//! The end of a walk over pages.

use crate::{Failure, types::McpServerList};

/// Whether `answer`, the answer to the request for `page`, is the last page. `seen` holds the servers of
/// the previous page and is set to those of this page.
pub fn is_last(page: u32, answer: &McpServerList, seen: &mut Vec<String>) -> Result<bool, Failure> {
    let page = i64::from(page);
    let info = answer.result_info.clone().unwrap_or_default();
    if let Some(came) = info.page.filter(|&came| came != page) {
        return Err(Failure::Paging(format!(
            "asked for page {page}, but page {came} came"
        )));
    }
    let ids: Vec<_> = answer
        .result
        .iter()
        .flatten()
        .map(|server| server.id.clone())
        .collect();
    let rows = ids.len() as i64;
    if rows > 0 && ids == *seen {
        return Err(Failure::Paging(format!(
            "asked for page {page}, but the page before came again"
        )));
    }
    *seen = ids;
    let size = info.per_page.unwrap_or_default();
    Ok(rows == 0
        || rows < size
        || info.total_pages.is_some_and(|pages| page >= pages)
        || info
            .total_count
            .is_some_and(|all| page.saturating_mul(size) >= all))
}
