"""The example in the README runs as it stands there."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from tests.site import Site

README = Path(__file__).resolve().parents[3] / "README.md"
THERE = "http://127.0.0.1:8050"


def test_the_example_for_a_notebook_runs_as_it_stands(site: Site) -> None:
    section = README.read_text(encoding="utf-8").split("## Open data (API)")[1].split("\n## ")[0]
    [code] = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    server = make_server("127.0.0.1", 0, site.public.server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names: dict[str, Any] = {}
    try:
        exec(code.replace(THERE, f"http://127.0.0.1:{server.server_port}"), names)
    finally:
        server.shutdown()
        server.server_close()
    assert names["measures"].loc["1.1", "title"] == "Digitales Bürgerbüro"
    assert names["units"]["reached"] == "fraction of 1"
    assert "Summe" in set(names["years"]["year"])
