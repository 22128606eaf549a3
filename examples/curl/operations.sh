#!/bin/sh
# Calls every operation of the API once with curl: creates, uses and deletes a server and a portal.
# jq only prints the answers.
#
# Needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
# The page of `make docs` shows the text between `region` and `endregion`: for each operation the
# regions `*` and its own.
set -eu

# region *
api=${CLOUDFLARE_BASE_URL:-https://api.cloudflare.com/client/v4}
mcp=$api/accounts/${CLOUDFLARE_ACCOUNT_ID:?}/access/ai-controls/mcp
if [ "${CLOUDFLARE_API_TOKEN:-}" ]; then
  credentials="Authorization: Bearer $CLOUDFLARE_API_TOKEN"
else
  credentials="X-Auth-Email: ${CLOUDFLARE_EMAIL:?}
X-Auth-Key: ${CLOUDFLARE_API_KEY:?}"
fi

# Every user of the machine can read a command line, so the credentials go through standard input.
call() {
  printf '%s\n' "$credentials" | curl --silent --show-error --header @- "$@"
}

# endregion
case $api${CLOUDFLARE_API_TOKEN:-}${CLOUDFLARE_EMAIL:-}${CLOUDFLARE_API_KEY:-} in
  *[[:cntrl:]]*) echo "Address or credentials have a control character" >&2; exit 1 ;;
esac
printf '%s\n' "$api" |
  grep -Eq '^(https://|http://(localhost|127(\.[0-9]+){3}|\[::1])(:[0-9]+)?(/|$))' || {
  echo "CLOUDFLARE_BASE_URL must be https, or http to this machine" >&2
  exit 1
}

# A default token for the new server, unless the environment has one.
export NOTES_TOKEN="${NOTES_TOKEN:-a token that notes.example.com knows}"

tell() {
  jq --raw-output --slurp --arg operation "$1" '
    def line: gsub("[\\p{C}\\p{Z}]+"; " ");
    .[0]
    | if .success == true then
        .result
        | if type == "array" then map(.id) | join(" ") else .id // .status // .redirect_uri // .total end
        | "\($operation) \(.)" | line
      else
        "\($operation) failed: \(.errors)"
        | line
        | "\(.[:300])\n"
        | halt_error(1)
      end' || exit 1
}

{
# region createMcpServer
call "$mcp/servers" --json @/dev/fd/3 3<<BODY
{
  "id": "team-notes",
  "name": "Team notes",
  "hostname": "https://notes.example.com/mcp",
  "auth_type": "bearer",
  "auth_credentials": $(jq --null-input env.NOTES_TOKEN)
}
BODY
# endregion
} | tell createMcpServer

{
# region syncMcpServer
call --request POST "$mcp/servers/team-notes/sync"
# endregion
} | tell syncMcpServer

{
# region readMcpServer
call "$mcp/servers/team-notes"
# endregion
} | tell readMcpServer

{
# region updateMcpServer
call --request PUT "$mcp/servers/team-notes" --json '{"name": "Notes of the team"}'
# endregion
} | tell updateMcpServer

{
# region listMcpServers
call "$mcp/servers?search=team-notes"
# endregion
} | tell listMcpServers

{
# region createMcpPortal
call "$mcp/portals" --json '{
  "id": "team",
  "name": "Team",
  "hostname": "mcp.example.com",
  "servers": [{"server_id": "team-notes", "on_behalf": false}]
}'
# endregion
} | tell createMcpPortal

{
# region readMcpPortal
call "$mcp/portals/team"
# endregion
} | tell readMcpPortal

{
# region updateMcpPortal
call --request PUT "$mcp/portals/team" --json '{
  "servers": [
    {
      "server_id": "team-notes",
      "on_behalf": false,
      "updated_tools": [{"name": "search_flag", "alias": "find-notes"}]
    }
  ]
}'
# endregion
} | tell updateMcpPortal

{
# region readEffectiveRedirectUri
call "$mcp/portals/team/servers/team-notes/effective-redirect-uri"
# endregion
} | tell readEffectiveRedirectUri

{
# region listMcpPortals
call "$mcp/portals"
# endregion
} | tell listMcpPortals

{
# region readServerToolCallTimeseries
call "$mcp/analytics/servers/team-notes/tool-calls/timeseries?days=30"
# endregion
} | tell readServerToolCallTimeseries

{
# region readPortalToolCallTimeseries
call "$mcp/analytics/portals/team/tool-calls/timeseries?tz=%2B01:00"
# endregion
} | tell readPortalToolCallTimeseries

{
# region readToolCallTimeseries
call "$mcp/analytics/tool-calls/timeseries?granularity=monthly"
# endregion
} | tell readToolCallTimeseries

{
# region deleteMcpPortal
call --request DELETE "$mcp/portals/team"
# endregion
} | tell deleteMcpPortal

{
# region deleteMcpServer
call --request DELETE "$mcp/servers/team-notes"
# endregion
} | tell deleteMcpServer
