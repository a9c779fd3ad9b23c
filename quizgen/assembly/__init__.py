"""Questions → quiz: choosing questions and options, their order, and the forms."""
