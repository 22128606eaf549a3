"""What keeps the contract true: its changes, its source, the API itself."""
