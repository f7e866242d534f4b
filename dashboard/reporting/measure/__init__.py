"""One measure: its words, dates, money, effect, links and history as tables and sentences."""
