"""A second reading of contracts, which proves what generated clients send and return."""
