"""People's files → model."""
