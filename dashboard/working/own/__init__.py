"""What an account decides about itself beside its password: a pause of its letters, the address of its calendar."""
