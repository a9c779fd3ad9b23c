"""The commands, one module each, without click."""
