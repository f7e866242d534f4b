"""Pages on which people write: plain HTML forms, made on the server out of the same pieces as the pages of figures.

A form is sent as a form: it works by keyboard and without scripts, nothing in it is trusted, and no callback of Dash
writes anything. One folder a page: `layout.py` what is seen, `routes.py` what may be asked of it.
"""
