# Generated from openapi.yaml by `make generate`. Do not edit.
"""One module per operation."""
