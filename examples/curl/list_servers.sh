#!/bin/sh
# Prints every MCP server of an account, page by page, with curl and jq.
#
# Needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
set -eu

api=${CLOUDFLARE_BASE_URL:-https://api.cloudflare.com/client/v4}
servers=$api/accounts/${CLOUDFLARE_ACCOUNT_ID:?}/access/ai-controls/mcp/servers
if [ "${CLOUDFLARE_API_TOKEN:-}" ]; then
  credentials="Authorization: Bearer $CLOUDFLARE_API_TOKEN"
else
  credentials="X-Auth-Email: ${CLOUDFLARE_EMAIL:?}
X-Auth-Key: ${CLOUDFLARE_API_KEY:?}"
fi

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

page=1
while :; do
  # Credentials on a command line could be read by every user of the machine.
  status=$(printf '%s\n' "$credentials" | curl --silent --show-error --header @- \
    --output "$answer" --write-out '%{http_code}' "$servers?page=$page&per_page=100") || exit 1

  jq --raw-input --slurp --raw-output --arg status "$status" --argjson page "$page" '
    (try fromjson catch null)
    | if .success != true or ($status | startswith("2") | not) then
        [.errors[]? | "\(if .code then "[\(.code)] " else "" end)\(.message)"]
        | "\($status) \(if . == [] then "unexpected answer" else join("; ") end)\n"
        | halt_error(1)
      elif (.result_info.page // $page) != $page then
        "asked for page \($page), got page \(.result_info.page)\n" | halt_error(1)
      else
        (.result // [])[] | "\(.id) \(.status) \(.hostname)"
      end' "$answer" || exit 1

  jq --exit-status --argjson page "$page" '
    .result_info as $info
    | (.result | length) as $rows
    | ([$rows, $info.per_page // 0] | max) as $per_page
    | $rows == 0
      or $rows < $per_page
      or $page >= ($info.total_pages // infinite)
      or $page * $per_page >= ($info.total_count // infinite)' "$answer" > /dev/null && break
  page=$((page + 1))
done
