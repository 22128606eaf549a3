"""The test of openapi.yaml with loaders and generators of others."""
