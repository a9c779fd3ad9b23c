"""Files that people write, read to plain data that remembers line and column, and checked against a schema.

The readers of facts and recipes use this package; it knows neither.
"""
