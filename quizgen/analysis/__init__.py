"""Responses → statistics of questions, options and facts: classical item analysis."""
