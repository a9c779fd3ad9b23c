"""Questions → quiz: which are asked, with what options, in what order, in how many forms."""
