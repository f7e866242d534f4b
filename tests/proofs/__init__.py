"""Commands that show what is guaranteed and print their figures: `python -m tests.proofs`, or `make proofs`.

Each proof is a function of a database and its own size; small sizes run as tests, the large ones by the command.
"""
