"""The API reference: `openapi.yaml` with the tested examples, as one HTML file."""
