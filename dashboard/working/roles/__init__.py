"""Who may do what: the table that every operation asks, as administrators read it."""
