"""Whether a configuration names what there is: rules, categories, options of rules and of readers."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from newslint.config import Config, selectors
from newslint.configuration.schema import ConfigError, check_option, require
from newslint.kinds import PackCheck
from newslint.rule import Deferred, Rule

if TYPE_CHECKING:
    from newslint.readers import Reader


_LISTED = "; newslint rules lists them"


def check_rules(config: Config, rules: Mapping[str, Rule]) -> None:
    """Raise ``ConfigError`` when a layer names a rule, category or option that does not exist."""
    names = {name for rule in rules.values() for name in selectors(rule)}
    own = (layer for layer in config.layers if not layer.origin.startswith("preset "))
    for layer in (*own, *(settings.layer for settings in config.per_path)):
        chosen = (*(layer.select or ()), *layer.extend_select, *layer.ignore, *layer.severity)
        for name in chosen:
            said = f"{layer.origin}: no rule or category {name!r}"
            require(name in names, said, name, names, _LISTED)
        for name, options in layer.options.items():
            require(name in rules, f"{layer.origin}: [rules.{name}]: no rule {name!r}", name, rules, _LISTED)
            for option, value in options.items():
                known = rules[name].options
                there_are = f"; there are {', '.join(sorted(known))}" if known else "; it has none"
                require(option in known, f"{layer.origin}: {name} has no option {option!r}", option, known, there_are)
                check_option(layer.origin, name, option, known[option], value)
                _check_choice(layer.origin, rules[name], option, value)
            _check_extra(layer.origin, rules[name], options)


def check_readers(config: Config, readers: "Iterable[Reader]") -> None:
    """Raise ``ConfigError`` when the configuration says to a reader what it does not understand."""
    known = {reader.name: reader.options for reader in readers}
    sections = ((one.layer.origin, one.readers) for one in config.per_path)
    for origin, said in ((config.origins.get("readers", "the configuration"), config.readers), *sections):
        for name, options in said.items():
            require(name in known, f"{origin}: [readers.{name}]: no reader {name!r}", name, known)
            for option, value in options.items():
                values = known[name].get(option, ())
                require(bool(values), f"{origin}: the reader {name} has no option {option!r}", option, known[name])
                message = f"{origin}: [readers.{name}] {option} must be {' or '.join(values)}, not {value!r}"
                require(value in values, message, value, values)


def _check_choice(origin: str, rule: Rule, option: str, value: Any) -> None:
    """An option that the signature of its rule calls ``Literal["a", "b"]`` is one of these texts and no other."""
    if isinstance(value, str):
        function = rule.check.load() if isinstance(rule.check, Deferred) else rule.check
        choices = get_args(getattr(function, "__annotations__", {}).get(option))
        message = f"{origin}: [rules.{rule.name}] {option} must be {' or '.join(map(str, choices))}, not {value!r}"
        require(not choices or value in choices, message, value, map(str, choices))


def _check_extra(origin: str, rule: Rule, options: Mapping[str, Any]) -> None:
    """The kind of a pack rule may not be able to use a further phrase, such as a pattern that is none."""
    if "extra" in options and isinstance(rule.check, PackCheck):
        try:
            rule.check.matcher(tuple(options["extra"]))
        except ValueError as problem:
            raise ConfigError(f"{origin}: [rules.{rule.name}] extra: {problem}") from problem
