"""Words and figures for people: the catalogue, the formats, and the reading of what people type."""
