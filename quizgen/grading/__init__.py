"""Scans and photographs of answer sheets → what was filled in, what is doubtful, and what it is worth."""
