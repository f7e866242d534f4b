"""Who changed what, when, in which role and why."""
