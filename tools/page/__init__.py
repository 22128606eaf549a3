"""The page about the API: `openapi.yaml` with the tested examples in it, as one HTML file."""
