"""What every server of quizgen has in common: sockets, keys, and the guard of pages for this machine alone."""
