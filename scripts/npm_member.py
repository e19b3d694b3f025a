"""One file out of an npm package: only the archive is fetched, and nothing is installed or run."""

import subprocess
import tarfile
from pathlib import Path

BUILD = Path(__file__).resolve().parent.parent / "build"


def fetch(package: str, member: str, name: str) -> None:
    """Put a member of a package's archive into ``build/`` under a name, unless it is there."""
    target = BUILD / name
    if target.exists():
        return
    BUILD.mkdir(exist_ok=True)
    packed = subprocess.run(["npm", "pack", "--silent", package], cwd=BUILD, check=True, capture_output=True)
    archive = BUILD / packed.stdout.decode().split()[-1]
    with tarfile.open(archive) as members:
        file = members.extractfile(member)
        if file is None:
            raise SystemExit(f"{package} holds no {member}")
        target.write_bytes(file.read())
    archive.unlink()
