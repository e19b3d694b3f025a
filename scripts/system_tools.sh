#!/bin/sh
# Install the browser and the editor that the slow tests drive, and what packages the extension, where this machine has Debian's packages and
# lets us. Elsewhere say what is missing: the tests that need it are then skipped, or fail in CI.
set -eu

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v nvim >/dev/null || missing="$missing neovim"
command -v node >/dev/null || missing="$missing nodejs"
command -v npm >/dev/null || missing="$missing npm"
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update --quiet=2
    # shellcheck disable=SC2086 # names of packages, parted by blanks
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends $missing >/dev/null
else
    echo "not installed:$missing; the tests that need them are skipped" >&2
fi
