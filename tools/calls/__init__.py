"""A second reader of contracts, which checks the requests and results of generated clients."""
