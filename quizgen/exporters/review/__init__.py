"""``review.html``: a lesson for a class without devices, in one file that needs no network."""
