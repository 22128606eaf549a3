# Generated from openapi.yaml by `make generate`. Do not edit.
"""The tree that hangs on the client."""
