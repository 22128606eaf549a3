"""Conformance of clients that other generators make from openapi.yaml."""
