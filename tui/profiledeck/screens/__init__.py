"""Compositions of panes, each with its own sheet."""
