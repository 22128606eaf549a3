"""A family of operations, cut out of a document that Cloudflare publishes."""
