"""The live classroom: a lesson's questions, the session's state and its log, the server and its pages."""
