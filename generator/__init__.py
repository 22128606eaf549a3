"""From openapi.yaml to the Python client under generated/."""
