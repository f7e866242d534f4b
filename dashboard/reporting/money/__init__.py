"""A strategy's money as people ask for it: over time, by year, field, grant and source. Amounts are cents."""
