"""The smallest plugin of newslint: one rule, and the hook that hands it over."""

from collections.abc import Iterator, Sequence

from newslint import Bad, Document, Finding, Good, Hit, Rule, hookimpl, rule


@rule(
    "This says no more than “now”",
    category="typo",
    triggers=["at this point in time"],
    examples=[
        Bad("He is free [[at this point in time]]."),
        Good("He is free at this point."),
        Good("At that point in time he was free."),
    ],
)
def example_wordy_now(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A long phrase stands for a short word.

    Readers have less time than writers.
    """
    for hit in hits:
        yield Finding(hit.span)


@hookimpl
def newslint_rules() -> Sequence[Rule]:
    """Bring the one rule."""
    return [example_wordy_now]
