"""The commands that edit. Each makes a draft; its plan is shown, asked about, and written."""
