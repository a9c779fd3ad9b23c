"""How text and templates become HTML, Anki fields, Typst markup and PDF."""
