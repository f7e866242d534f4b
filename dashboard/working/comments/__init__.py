"""What those who work in a strategy say to each other about its measures."""
