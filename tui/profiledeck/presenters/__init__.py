"""Rows of text for every pane, made from the state by pure functions."""
