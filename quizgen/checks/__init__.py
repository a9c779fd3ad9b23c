"""Rules over facts, questions and quizzes, each declared once, above its function.

A rule knows only the model; its caller knows the file and adds line and column. `rule_sets` puts them together.
"""
