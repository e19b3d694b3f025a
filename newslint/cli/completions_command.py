"""``newslint completions``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from newslint.cli.main import main

# Bash takes "boilerplate:promo" for three words, and wants back only what follows the last colon.
_WHOLE_WORDS = """
_newslint_whole_words() {
    local -a whole=()
    local number word before glued=""
    for ((number = 0; number <= COMP_CWORD; number++)); do
        word="${COMP_WORDS[number]}"
        if [[ ${#whole[@]} -gt 0 && ( -n $glued || $word == :* ) ]]; then
            whole[${#whole[@]}-1]+="$word"
        else
            whole+=("$word")
        fi
        if [[ $word == *: ]]; then glued=1; else glued=""; fi
    done
    before="${whole[${#whole[@]}-1]}"
    before="${before%"${before##*:}"}"
    local -a COMP_WORDS=("${whole[@]}")
    local COMP_CWORD=$((${#whole[@]} - 1))
    _newslint_completion "$@"
    if [[ $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"$before"}")
    fi
}

complete -o nosort -F _newslint_whole_words newslint
"""


@click.command("completions")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(shell: str) -> None:
    """Print what makes a shell complete newslint's options.

    In ~/.bashrc: eval "$(newslint completions bash)"
    """
    complete = get_completion_class(shell)
    if complete is not None:
        click.echo(complete(main, {}, "newslint", "_NEWSLINT_COMPLETE").source())
        click.echo(_WHOLE_WORDS if shell == "bash" else "", nl=False)
