"""The panes, and the one widget that paints rows."""
