"""What everything else speaks of: facts, questions, quizzes. No file, no format, no clock."""
