"""Where the figures on the page of money come from."""
