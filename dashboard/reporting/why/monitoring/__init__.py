"""Where the figures of the annual monitoring come from."""
