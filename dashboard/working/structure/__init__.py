"""The strategy edited in the browser: its words and rows, the life of its measures, its plan."""
