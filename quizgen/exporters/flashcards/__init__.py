"""The cards for other programs, one module a format."""
