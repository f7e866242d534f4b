"""Words and figures for people: the catalogue, formats for the screen and paper, and the reading of what people type."""
