"""Compositions of panes, each with its own sheet."""

TOO_SMALL = "too-small-screen"
PROBLEMS = "problems-screen"
REVIEW = "review-screen"
CONFLICT = "conflict-screen"
COMPARE = "compare-screen"
