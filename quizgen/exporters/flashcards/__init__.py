"""The cards for other programs, one module per format."""
