"""The data model: facts, questions, quizzes. It knows no files, no formats and no clock."""
