"""The quiz for other programs: learning platforms, quiz games, and the formats that they share.

There is one module per format, and all have the same shape: a format declares what it ``carries`` and writes a
`QuestionBank` that was fitted to it.
"""
