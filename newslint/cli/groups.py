"""A command that has commands of its own."""

from __future__ import annotations

import click

from newslint.configuration.schema import suggestion


class Group(click.Group):
    """Says of a name that none of its commands has which one is near."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            hint = suggestion(name, self.commands) or f"; see newslint {self.name} --help"
            raise click.UsageError(f"there is no command '{self.name} {name}'{hint}", ctx)
        return super().resolve_command(ctx, args)
