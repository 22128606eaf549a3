"""Interoperability: openapi.yaml read by loaders and generators that nobody here wrote."""
