"""`make bench`: how fast the program is, beside a bare Dash page and an echo callback of the same run.

towns ──► databases, filled by the program's own import of generated packages
plain ──► the baselines: one constant graph, an echo callback, the same echo behind the program's gate
child ──► one program a process, asked over a pipe: CPU, memory, statements, or serving on loopback
serving, reading, browsing ──► pairs of figures, interleaved round by round
promises ──► the table: ratio, bar, aim

Ratios are printed, because machines are noisy. It is no part of the tests; a small run of it is.
"""
