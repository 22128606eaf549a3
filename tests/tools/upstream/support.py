"""Cloudflare's document as it publishes it, made up: the family among thousands of other paths.

Written from the facts, not from openapi.yaml: kebab-case operationIds, schemas inline or in `allOf`
with components that all products share.
"""

from __future__ import annotations

from typing import Any

__all__ = ["PREFIX", "family", "published"]

Json = dict[str, Any]

PREFIX = "/accounts/{account_id}/access/ai-controls/mcp"
_KINDS = ("", "servers/{server_id}/", "portals/{portal_id}/")
_READ = ["MCP Portals Write", "MCP Portals Read"]
_WRITE = ["MCP Portals Write"]
_IDENTIFIER: Json = {
    "type": "string",
    "minLength": 1,
    "maxLength": 32,
    "pattern": "^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
}
_HOST = (
    "^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*"
    "([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$"
)
_TEXT: Json = {"type": "string"}
_FLAG: Json = {"type": "boolean"}
_NUMBER: Json = {"type": "number"}
_RO: Json = {"readOnly": True}
_MOMENT: Json = {"type": "string", "format": "date-time", **_RO}
_FREE: Json = {"type": "array", "items": {"type": "object", "additionalProperties": {}}, **_RO}
_OFF: Json = {"type": "boolean", "default": False}
_NAME: Json = {"type": "string", "maxLength": 350}
_STATUS: Json = {
    "type": "string",
    "enum": ["waiting", "ready", "stale", "error"],
    "default": "waiting",
    **_RO,
}


def _object(required: str = "", /, **properties: Json) -> Json:
    schema: Json = {"type": "object", "properties": properties}
    return schema | {"required": required.split()} if required else schema


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _texts(names: str) -> Json:
    return dict.fromkeys(names.split(), _TEXT)


def _error_details() -> Json:
    details = {"is_upstream": _FLAG, "retryable": _FLAG, "mcp_code": _NUMBER}
    return _object(cause=_TEXT, status_code=_NUMBER, **details) | _RO


def _override() -> Json:
    pattern = "^[a-zA-Z0-9]+([_-][a-zA-Z0-9]+)*$"
    alias = {"type": "string", "maxLength": 40, "pattern": pattern}
    return _object("name", name=_TEXT, alias=alias, description=_TEXT, enabled=_FLAG)


def _auth_config() -> Json:
    registration = _texts("client_id scope token_endpoint_auth_method")
    urls = _texts("authorization_endpoint issuer resource revocation_endpoint token_endpoint")
    return _RO | _object(
        auth_mode={"type": "string", "enum": ["dcr", "manual"]},
        has_client_secret=_FLAG,
        client_secret_version=_NUMBER,
        config=_object(**urls),
        registration_info=_object(redirect_uris=_list(_TEXT), **registration),
    )


def _server_settings() -> Json:
    return {
        "name": _NAME,
        "description": {"type": "string", "maxLength": 512, "nullable": True},
        "is_shared_oauth_callback_enabled": _OFF,
        "secure_web_gateway": _OFF,
        "updated_prompts": _list(_override()),
        "updated_tools": _list(_override()),
    }


def _server_origin() -> Json:
    return {
        "id": _IDENTIFIER,
        "auth_type": {"type": "string", "enum": ["oauth", "bearer", "unauthenticated"]},
        "hostname": {"type": "string", "format": "uri"},
    }


def _server() -> Json:
    states = ["not_required", "required", "connected", "stale", "manual"]
    return _object(
        "id auth_type hostname name prompts tools",
        **_server_origin(),
        **_server_settings(),
        prompts=_FREE,
        tools=_FREE,
        auth_config_summary=_auth_config(),
        authentication_status={"type": "string", "enum": states, **_RO},
        created_at=_MOMENT,
        created_by=_TEXT | _RO,
        error=_TEXT | _RO,
        error_details=_error_details(),
        last_successful_sync=_MOMENT,
        last_synced=_MOMENT,
        modified_at=_MOMENT,
        modified_by=_TEXT | _RO,
        status=_STATUS,
    )


def _portal_settings() -> Json:
    return {
        "hostname": {"type": "string", "pattern": _HOST},
        "name": _NAME,
        "allow_code_mode": {"type": "boolean", "default": True, "deprecated": True},
        "code_mode": {
            "type": "string",
            "enum": ["off", "opt_in", "default_on", "enforced"],
            "default": "opt_in",
        },
        "description": {"type": "string", "maxLength": 512},
        "secure_web_gateway": _OFF,
    }


def _portal() -> Json:
    times: Json = {"created_at": _MOMENT, "modified_at": _MOMENT}
    people: Json = {"created_by": _TEXT | _RO, "modified_by": _TEXT | _RO}
    return _object("id hostname name", id=_IDENTIFIER, **_portal_settings(), **times, **people)


def _portal_server() -> Json:
    names = _texts("portal_alias portal_description server_alias server_description")
    override = _object("name", name=_TEXT, enabled=_FLAG, **names)
    on_behalf = {"type": "boolean", "default": True}
    more = {"server_id": _IDENTIFIER, "default_disabled": _OFF, "on_behalf": on_behalf}
    overrides = {"updated_prompts": _list(override), "updated_tools": _list(override)}
    return {"allOf": [_server(), _object("server_id", **more, **overrides)]}


def _attachments() -> Json:
    on_behalf = {"type": "boolean", "default": True}
    overrides = {"updated_prompts": _list(_override()), "updated_tools": _list(_override())}
    more = {"server_id": _IDENTIFIER, "default_disabled": _OFF, "on_behalf": on_behalf}
    return _list(_object("server_id", **more, **overrides))


def _json(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


def _answer(result: Json) -> Json:
    success = {"$ref": "#/components/schemas/mcp-portals_success"}
    envelope = {"allOf": [success, _object("result", result=result)]}
    return {"description": "Returns it.", **_json(envelope)}


def _refused() -> Json:
    error = _object("message", message=_TEXT, code={"type": "number", "example": 7001})
    return {"description": "No.", **_json(_object(success=_FLAG, errors=_list(error)))}


def _parameter(place: str, name: str, schema: Json) -> Json:
    required = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, "schema": schema, **required}


def _operation(
    name: str, groups: list[str], result: Json, *parameters: Json, status: str = "200", errors: str
) -> Json:
    return {
        "operationId": f"mcp-portals-api-{name}",
        "tags": ["MCP Portal"],
        "x-api-token-group": groups,
        "security": [{"api_token": []}, {"api_email": [], "api_key": []}],
        "parameters": [{"$ref": "#/components/parameters/mcp-portals_account"}, *parameters],
        "responses": {
            status: _answer(result),
            **{error: _refused() for error in errors.split()},
        },
    }


def _analytics() -> Json:
    period = {"type": "string", "enum": ["daily", "monthly"], "default": "daily"}
    switch = {"type": "string", "enum": ["true", "false"], "default": "false"}
    days = {"type": "integer", "minimum": 1, "maximum": 179, "default": 7}
    parameters = (
        _parameter("query", "granularity", period),
        _parameter("query", "aggregate", switch),
        _parameter("query", "tz", {"type": "string", "default": "utc"}),
        _parameter("query", "days", days),
    )
    result = _object(
        **_texts("granularity aggregate tz"),
        start=_NUMBER,
        end=_NUMBER,
        total=_NUMBER,
        series=_list(_object(day=_TEXT, count=_NUMBER)),
    )
    return {"get": _operation("tool-call-timeseries", _READ, result, *parameters, errors="")}


def family() -> Json:
    """The paths of the family, each schema a value of its own."""
    item = _parameter("path", "id", _IDENTIFIER)
    pages = (
        _parameter("query", "page", {"type": "integer", "minimum": 1, "default": 1}),
        _parameter(
            "query", "per_page", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
        ),
        _parameter("query", "search", _TEXT),
    )
    secret: Json = {"type": "string", "writeOnly": True}
    secrets: Json = {"auth_credentials": secret, "client_secret": secret}
    whole_portal = {"allOf": [_portal(), _object("servers", servers=_list(_portal_server()))]}
    sync = _object(error=_TEXT | _RO, error_details=_error_details(), status=_STATUS)
    source = {"type": "string", "enum": ["per_portal", "shared_mcp22"]}
    uri = _object(
        "redirect_uri source", redirect_uri={"type": "string", "format": "uri"}, source=source
    )
    publishing = (
        _parameter("path", "portal_id", _IDENTIFIER),
        _parameter("path", "server_id", _TEXT),
    )

    def kind(name: str, result: Json, deleted: Json, create: Json, update: Json) -> Json:
        def writing(body: Json) -> Json:
            return {"requestBody": {"required": True, **_json(body)}}

        lists = _operation(f"list-{name}", _READ, _list(result), *pages, errors="400")
        creates = _operation(f"create-{name}", _WRITE, result, status="201", errors="400")
        reads = _operation(f"fetch-{name}", _READ, result, item, errors="404")
        updates = _operation(f"update-{name}", _WRITE, result, item, errors="400 404")
        deletes = _operation(f"delete-{name}", _WRITE, deleted, item, errors="404")
        return {
            f"{PREFIX}/{name}": {"get": lists, "post": creates | writing(create)},
            f"{PREFIX}/{name}/{{id}}": {
                "get": reads,
                "put": updates | writing(update),
                "delete": deletes,
            },
        }

    servers = kind(
        "servers",
        _server(),
        _server(),
        _object("id auth_type hostname name", **_server_origin(), **_server_settings(), **secrets),
        _object(**_server_settings(), **secrets),
    )
    portals = kind(
        "portals",
        whole_portal,
        _portal(),
        _object("id hostname name", id=_IDENTIFIER, **_portal_settings(), servers=_attachments()),
        _object(**_portal_settings(), servers=_attachments()),
    )
    return {
        **servers,
        f"{PREFIX}/servers/{{id}}/sync": {
            "post": _operation("sync-server", _WRITE, sync, item, errors="404")
        },
        **portals,
        f"{PREFIX}/portals/{{portal_id}}/servers/{{server_id}}/effective-redirect-uri": {
            "get": _operation("effective-redirect-uri", _READ, uri, *publishing, errors="404")
        },
        **{f"{PREFIX}/analytics/{each}tool-calls/timeseries": _analytics() for each in _KINDS},
    }


def published(paths: Json, filler: int = 0) -> Json:
    """The whole document, with that many paths of other products around these."""
    others = {
        f"/accounts/{{account_id}}/product-{number}/things": {
            "get": _operation(f"list-{number}", _READ, _server(), errors="400 404")
            | {"operationId": f"product-{number}-list-things", "description": "Lists. " * 40}
        }
        for number in range(filler)
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": "Cloudflare API", "version": "4.0.0"},
        "servers": [{"url": "https://api.cloudflare.com/client/v4"}],
        "paths": {**others, **paths},
        "components": {
            "parameters": {"mcp-portals_account": _parameter("path", "account_id", _TEXT)},
            "schemas": {"mcp-portals_success": _object("success", success=_FLAG)},
        },
    }
