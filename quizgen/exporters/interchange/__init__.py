"""The quiz for other programs: learning platforms, quiz games, and the formats that they share.

One module a format, all of one shape: it declares what it ``carries``, and writes the `Bank` that was fitted to it.
"""
