"""Where the tests find Chromium: a setting, the PATH, or (as root, on Debian) its package."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

SETTING = "STRATEGIEMONITOR_TEST_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_MISSING = (
    "The browser tests need Chromium: install it (on Debian: apt-get install chromium) or name it in "
    f"{SETTING}; `make test-quick` leaves them out."
)


def _on_path() -> str | None:
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def _install() -> None:
    """As root only, never by sudo."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 600}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False, **quiet)  # type: ignore[call-overload]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    subprocess.run(install, env=environment, check=False, **quiet)  # type: ignore[call-overload]


@cache
def find() -> str:
    """The path of a Chromium. Raises RuntimeError with one sentence that says what to install."""
    named = os.environ.get(SETTING)
    if named:
        return named
    found = _on_path()
    if found is None:
        _install()
        found = _on_path()
    if found is None:
        raise RuntimeError(_MISSING)
    return found
