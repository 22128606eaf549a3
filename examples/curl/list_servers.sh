#!/bin/sh
# Prints every MCP server of an account, page by page, with curl and jq.
#
# Needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
set -eu

api=${CLOUDFLARE_BASE_URL:-https://api.cloudflare.com/client/v4}
case $api${CLOUDFLARE_API_TOKEN:-}${CLOUDFLARE_EMAIL:-}${CLOUDFLARE_API_KEY:-} in
  *[[:cntrl:]]*) echo "Address or credentials have a control character" >&2; exit 1 ;;
esac
printf '%s\n' "$api" |
  grep -Eq '^(https://|http://(localhost|127(\.[0-9]+){3}|\[::1])(:[0-9]+)?(/|$))' || {
  echo "CLOUDFLARE_BASE_URL must be https, or http to this machine" >&2
  exit 1
}
servers=$api/accounts/${CLOUDFLARE_ACCOUNT_ID:?}/access/ai-controls/mcp/servers
if [ "${CLOUDFLARE_API_TOKEN:-}" ]; then
  credentials="Authorization: Bearer $CLOUDFLARE_API_TOKEN"
else
  credentials="X-Auth-Email: ${CLOUDFLARE_EMAIL:?}
X-Auth-Key: ${CLOUDFLARE_API_KEY:?}"
fi

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
answer=$work/answer before=$work/before

: > "$before"
page=1
while :; do
  # Every user of the machine can read a command line, so the credentials go through standard input.
  status=$(printf '%s\n' "$credentials" | curl --silent --show-error --header @- \
    --output "$answer" --write-out '%{http_code}' "$servers?page=$page&per_page=100") || exit 1

  jq --raw-input --slurp --raw-output --arg status "$status" --argjson page "$page" \
    --slurpfile before "$before" '
    def line: gsub("[\\p{C}\\p{Z}]+"; " ");
    def fail: "\(line[:300])\n" | halt_error(1);
    (try fromjson catch null)
    | if .success != true or ($status | startswith("2") | not) then
        [.errors[]? | "\(if .code then "[\(.code)] " else "" end)\(.message)"]
        | "\($status) \(if . == [] then "unexpected answer" else join("; ") end)" | fail
      elif (.result_info.page // $page) != $page then
        "asked for page \($page), got page \(.result_info.page)" | fail
      elif .result and .result != [] and .result == $before[0].result then
        "asked for page \($page), got the one before it again" | fail
      else
        (.result // [])[] | "\(.id) \(.status) \(.hostname)" | line
      end' "$answer" || exit 1

  jq --exit-status --argjson page "$page" '
    .result_info as $info
    | (.result | length) as $rows
    | ([$rows, $info.per_page // 0] | max) as $per_page
    | $rows == 0
      or $rows < $per_page
      or $page >= ($info.total_pages // infinite)
      or $page * $per_page >= ($info.total_count // infinite)' "$answer" > /dev/null && break
  mv "$answer" "$before"
  page=$((page + 1))
done
