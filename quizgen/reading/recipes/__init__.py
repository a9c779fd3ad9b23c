"""Recipe files → what a teacher wants built."""
