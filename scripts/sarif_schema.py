"""Fetch the official JSON Schema of SARIF 2.1.0 into ``build/``, where the tests look for it.

The schema is not kept in this repository. It comes in Microsoft's npm package ``@microsoft/jest-sarif`` (MIT),
of which only the archive is fetched and nothing is installed or run.
"""

import subprocess
import tarfile
from pathlib import Path

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
TARGET = Path(__file__).resolve().parent.parent / "build" / "sarif-2.1.0.json"


def main() -> None:
    """Fetch the archive with npm and take the schema out of it."""
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
