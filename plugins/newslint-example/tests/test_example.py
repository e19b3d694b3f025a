from newslint_example import example_wordy_now

from newslint import testing


def test_the_examples_of_the_rule_hold() -> None:
    assert list(testing.failures(example_wordy_now)) == []
