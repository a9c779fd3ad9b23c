"""Recipe files → recipes, which say what to build."""
