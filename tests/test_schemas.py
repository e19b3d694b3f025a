"""Reports are valid by the schemas of those who read them, also where an article holds whatever it likes.

Checkstyle has no schema of its own that is published with it; the DTD here is written from what its reader documents.
"""

import json
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from golden_runs import GOLDEN, golden_result, inside, report_of
from lxml import etree

from newslint.engine import Result
from newslint.model import Diagnostic, Edit, Fix, Location, Position, Related, Severity, Span
from newslint.reporters import Look
from newslint.requests.library import Library

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "build" / "schemas"
ODD = "</x> ]]> & \" ' \0\x07\x1b\x7f\x85\u2028\u202eabc\u200f\ufffe\uffff\ud800\udce9é日😀\r\n\t"
CHECKSTYLE = etree.DTD(
    StringIO(
        """
<!ELEMENT checkstyle (file*)>
<!ATTLIST checkstyle version CDATA #REQUIRED>
<!ELEMENT file (error | exception)*>
<!ATTLIST file name CDATA #REQUIRED>
<!ELEMENT error EMPTY>
<!ATTLIST error line NMTOKEN #REQUIRED column NMTOKEN #IMPLIED severity (ignore | info | warning | error) #REQUIRED
                message CDATA #REQUIRED source CDATA #IMPLIED>
<!ELEMENT exception (#PCDATA)>
"""
    )
)


def schema(name: str) -> Path:
    if not (SCHEMAS / name).exists():
        pytest.skip(f"{name} is not here: python scripts/ci_schemas.py")
    return SCHEMAS / name


def odd() -> Result:
    """A result in which every text holds what no format can hold as it is."""
    place = Location(f"a{ODD}.txt", None, None, None, Span(0, 1), Position(1, 1, 1, 2))
    record = Location(f"b{ODD}.jsonl", 2, ODD, ODD, Span(0, 1), Position(1, 1, 3, 2), None, (2, 2))
    fix = Fix((Edit(Span(0, 1), ODD, Position(1, 1, 1, 2)),))
    related = (Related(record, ODD),)
    found = (
        Diagnostic(place, "slip", "typo", None, Severity.ERROR, ODD, ODD, fix, (ODD,), related, 1, "0" * 32),
        Diagnostic(place, "slip", "typo", None, Severity.INFO, ODD, ODD, None, (ODD,), related, 1, "1" * 32),
        Diagnostic(record, "slip", "boilerplate", "credit", Severity.WARNING, ODD, ODD, fix, fingerprint="2" * 32),
    )
    return Result(found, 1, 1, 1, (ODD,), (), (), Library({}, {}), notes=(ODD,))


@pytest.fixture(scope="module")
def golden() -> Result:
    with inside(GOLDEN):
        return golden_result()


@pytest.fixture(params=["golden", "clean", "odd"])
def result(request: pytest.FixtureRequest, golden: Result) -> Result:
    clean = golden._replace(diagnostics=(), errors=())
    made: dict[str, Result] = {"golden": golden, "clean": clean, "odd": odd()}
    return made[request.param]


def written(name: str, result: Result) -> str:
    with inside(GOLDEN):
        return report_of(name, result, Look())


def test_junit_is_valid_by_the_schema_of_jenkins(result: Result) -> None:
    validator = etree.XMLSchema(etree.parse(schema("junit-10.xsd")))
    document = etree.fromstring(written("junit", result).encode())
    assert validator.validate(document), validator.error_log
    assert not validator.validate(etree.fromstring(b"<testsuites><testcase/></testsuites>"))


def test_checkstyle_is_valid(result: Result) -> None:
    assert CHECKSTYLE.validate(etree.fromstring(written("checkstyle", result).encode())), CHECKSTYLE.error_log
    assert not CHECKSTYLE.validate(etree.fromstring(b"<checkstyle><error/></checkstyle>"))


def test_sarif_is_valid_by_the_official_schema(result: Result) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    official = ROOT / "build" / "sarif-2.1.0.json"
    if not official.exists():
        pytest.skip("the schema is not here: python scripts/sarif_schema.py")
    validator = jsonschema.Draft4Validator(json.loads(official.read_text("utf-8")))
    assert list(validator.iter_errors(json.loads(written("sarif", result)))) == []


def test_rdjson_is_valid_by_a_validator_of_the_format(result: Result, tmp_path: Path) -> None:
    program = schema("node_modules") / ".bin" / "rdformat-validator"
    (tmp_path / "good.json").write_text(written("rdjson", result), "utf-8")
    (tmp_path / "bad.json").write_text('{"diagnostics": [{"message": 1}]}')
    for name, status in (("good.json", 0), ("bad.json", 1)):
        command = ["node", str(program), "--strict", "--no-extra-fields", "--format", "json", name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout


def test_what_an_article_holds_comes_back_from_xml_and_json_with_escapes_only_where_there_is_no_other_way() -> None:
    shown = "\\ud800\\xe9é日😀"
    for name in ("gitlab", "sarif", "rdjson"):
        assert shown in json.dumps(json.loads(written(name, odd())), ensure_ascii=False).replace("\\\\", "\\")
    for name in ("junit", "checkstyle"):
        assert shown in etree.tostring(etree.fromstring(written(name, odd()).encode()), encoding="unicode")


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in texts(part)]


@pytest.mark.parametrize("name", ["gitlab", "sarif", "rdjson"])
def test_no_text_in_json_hides_half_a_character(name: str) -> None:
    assert not any("\ud800" <= sign <= "\udfff" for text in texts(json.loads(written(name, odd()))) for sign in text)
