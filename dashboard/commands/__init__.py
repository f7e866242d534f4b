"""Commands of the command line, by subject; `dashboard.cli` puts them together and turns errors into sentences."""
