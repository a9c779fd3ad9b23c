"""What each command does, one module a command, with the command's name; free of click."""
