"""The generator of the Python client under generated/ from openapi.yaml."""
