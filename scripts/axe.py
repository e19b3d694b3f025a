"""Fetch axe-core, which judges the accessibility of pages, into ``build/``, where the tests look for it.

It is not kept in this repository. It comes from npm (MPL-2.0); only the archive is fetched, and nothing is installed.
"""

from npm_member import fetch

if __name__ == "__main__":
    fetch("axe-core@4.14.1", "package/axe.min.js", "axe.min.js")
