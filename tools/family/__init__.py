"""The addition of a family of operations from a document that Cloudflare publishes."""
