"""Programs for maintainers of the contract, one folder each."""
