"""People's fact files, read into the model."""
