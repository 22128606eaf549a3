"""The tasks as commands. The command line finds them by the entry points of the distribution."""
