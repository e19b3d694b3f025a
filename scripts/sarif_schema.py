"""Fetch the official JSON Schema of SARIF 2.1.0 into ``build/``, where the tests look for it.

The schema is not kept in this repository. It comes in Microsoft's npm package ``@microsoft/jest-sarif`` (MIT),
of which only the archive is fetched and nothing is installed or run.
"""

from npm_member import fetch

if __name__ == "__main__":
    fetch("@microsoft/jest-sarif@1.0.0-beta.0", "package/lib/schemas/sarif-2.1.0-rtm.5.json", "sarif-2.1.0.json")
