"""Every write, one function each: who may, what must hold, what is recorded, in one transaction."""
