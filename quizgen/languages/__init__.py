"""What quizgen knows of the languages of facts: lists of words, and the numbers that they make in a text."""
