"""Runs newslint on a Dask cluster: ``newslint check --engine dask``."""

from collections.abc import Sequence

from newslint import hookimpl
from newslint.engine import Engine
from newslint.rule import Deferred


@hookimpl
def newslint_engines() -> Sequence[Engine]:
    """Bring the engine; Dask itself is imported where it is used."""
    return [Engine("dask", Deferred("newslint_dask.cluster:start"), takes_scheduler=True)]
