"""Files that people write, read to plain data that remembers line and column, and checked against a schema.

Facts and recipes both stand on this; it knows neither.
"""
