"""The sponsor's desk: what is due from a person, one question a page, the most urgent first."""
