"""An article → suggestions for facts: its sentences, each with an answer that somebody might ask for.

Rules and a small table of weights; the same article gives the same suggestions.
"""
