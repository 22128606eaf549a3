# Generated from openapi.yaml by `make generate`. Do not edit.
"""The tree of resources on a client."""
