import pickle

import pytest

from newslint.values import Values


class Place(Values):
    name: str
    country: str = "France"


def test_fields_are_given_in_order_or_by_name() -> None:
    assert Place("Lyon") == Place(name="Lyon", country="France")
    assert (Place("Bern", "Switzerland").country, Place("Lyon").country) == ("Switzerland", "France")


def test_other_values_make_another_object() -> None:
    lyon = Place("Lyon")
    assert lyon.but(name="Metz") == Place("Metz")
    assert lyon == Place("Lyon") != Place("Metz")
    assert repr(lyon) == "Place(name='Lyon', country='France')"


def test_values_travel_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Place("Bern", "Switzerland"))).country == "Switzerland"  # noqa: S301


@pytest.mark.parametrize(
    ("values", "named", "said"),
    [
        ((), {}, "name"),
        (("Lyon",), {"name": "Metz"}, "name"),
        (("Lyon",), {"town": 1}, "town"),
        ((1, 2, 3), {}, "3 values"),
    ],
)
def test_a_field_without_a_value_or_with_two_is_an_error(
    values: tuple[object, ...], named: dict[str, object], said: str
) -> None:
    with pytest.raises(TypeError, match=f"Place takes name, country; what is wrong is {said}"):
        Place(*values, **named)
