"""Runs newslint on a Ray cluster: ``newslint check --engine ray``."""

from collections.abc import Sequence

from newslint import hookimpl
from newslint.engine import Engine
from newslint.rule import Deferred


@hookimpl
def newslint_engines() -> Sequence[Engine]:
    """Bring the engine; Ray itself is imported where it is used."""
    return [Engine("ray", Deferred("newslint_ray.cluster:start"), takes_scheduler=True)]
