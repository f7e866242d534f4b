"""Table to picture: plain dicts for plotly, small SVG images for table rows. One theme, one palette."""
