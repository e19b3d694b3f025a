"""Fetch schemas and a validator of other people's formats into ``build/schemas``, where the tests look for them.

None is kept in this repository. Those of CI files come in the wheel of check-jsonschema (Apache 2.0, the schemas under
their own licences), that of JUnit's XML, as Jenkins reads it, in the sources of pytest (MIT); of both only the
archives are fetched. What reviewdog reads is checked by the npm package ``@umbrelladocs/rdformat-validator`` (MIT).
"""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

CHECK_JSONSCHEMA = "check-jsonschema==0.39.0"
OF_CI = ("github-actions", "github-workflows", "gitlab-ci")
PYTEST = "pytest==9.2.0"
RDFORMAT = "@umbrelladocs/rdformat-validator@1.0.1"
TARGET = Path(__file__).resolve().parent.parent / "build" / "schemas"


def fetched(requirement: str, *options: str) -> bytes:
    """Return the archive of a package, as pip finds it."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "--quiet", "download", "--no-deps", "--dest", folder, *options]
        subprocess.run([*command, requirement], check=True)
        (archive,) = Path(folder).iterdir()
        return archive.read_bytes()


def main() -> None:
    """Fetch what is not there yet."""
    TARGET.mkdir(parents=True, exist_ok=True)
    archive = TARGET / "archive"
    if not all((TARGET / f"{name}.json").exists() for name in OF_CI):
        archive.write_bytes(fetched(CHECK_JSONSCHEMA, "--only-binary", ":all:"))
        with zipfile.ZipFile(archive) as wheel:
            for name in OF_CI:
                member = f"check_jsonschema/builtin_schemas/vendor/{name}.json"
                (TARGET / f"{name}.json").write_bytes(wheel.read(member))
    if not (TARGET / "junit-10.xsd").exists():
        archive.write_bytes(fetched(PYTEST, "--no-binary", "pytest"))
        with tarfile.open(archive) as sources:
            file = sources.extractfile(next(one for one in sources if one.name.endswith("/junit-10.xsd")))
            if file is None:
                raise SystemExit(f"{PYTEST} holds no junit-10.xsd")
            (TARGET / "junit-10.xsd").write_bytes(file.read())
    archive.unlink(missing_ok=True)
    if shutil.which("npm") and not (TARGET / "node_modules").exists():
        command = ["npm", "install", "--silent", "--no-save", "--no-package-lock", "--prefix", str(TARGET), RDFORMAT]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
