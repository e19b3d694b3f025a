"""Codes of languages of three letters (ISO 639-2 and 639-3), as archives have them, by those of two (ISO 639-1)."""

from __future__ import annotations

_CODES = (
    "af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan de:deu el:ell en:eng es:spa "
    "et:est eu:eus fa:fas fi:fin fr:fra ga:gle gl:glg gu:guj ha:hau he:heb hi:hin hr:hrv hu:hun hy:hye id:ind ig:ibo "
    "is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor ku:kur ky:kir lo:lao lt:lit lv:lav mg:mlg mk:mkd ml:mal "
    "mn:mon mr:mar ms:msa mt:mlt my:mya ne:nep nl:nld no:nor nb:nob nn:nno or:ori pa:pan pl:pol ps:pus pt:por ro:ron "
    "ru:rus sd:snd si:sin sk:slk sl:slv so:som sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel tg:tgk th:tha tk:tuk tl:tgl "
    "tr:tur uk:ukr ur:urd uz:uzb vi:vie xh:xho yo:yor zh:zho zu:zul"
)
_OF_TWO_LETTERS = {three: two for two, _, three in (pair.partition(":") for pair in _CODES.split())}


def code_of(header: str) -> str:
    """Return the code of the first language that a header names ("eng,deu"): most of the text is in that."""
    first = header.partition(",")[0].strip().lower()
    return _OF_TWO_LETTERS.get(first, first)
