"""Markup of other kinds than HTML, and pieces of HTML that are no whole tags: what begins with which signs.

Each pattern is asked at the place of one of the literals that it begins with. Of what has two ends (``**bold**``) both
must stand there, so that a lone sign is never taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newslint.late import late

_MARKDOWN_BOLD = late(r"(?<![\w*_~])(?P<sign>\*\*|__|~~)(?=\S)[^*_~\r\n]{1,200}(?<=\S)(?P=sign)(?!\w)")
_MARKDOWN_LINK = late(r"\]\((?:https?:|/|www\.|#|mailto:)[^)\s]{0,300}(?:\s\"[^\"\n]*\")?\)")
_REFERENCE_LINK = late(r"\]\[\d{1,3}\]|\]: https?://\S+")
_HEADING = late(r"(?:(?<=\n)|(?<=\r)|(?<![\s\S]))#{1,6} (?=[^\W\d_])")
_BBCODE = late(
    r"\[/(?:b|i|u|s|url|img|quote|color|colour|size|font|center|left|right|list|code|spoiler|video|email|youtube)\]|"
    r"\[(?:url|img|color|colour|size|font|quote|video|email|list|align)=[^\]\r\n]{1,200}\]|"
    r"\[(?P<name>b|i|u|s|url|img|quote|center|list|code|spoiler)\](?=[^\[\r\n]{0,400}\[/(?P=name)\])|\[\*\]",
    re.IGNORECASE,
)
_SHORTCODE = late(r"\[/?[a-z][a-z0-9_-]{1,30}(?:\s+[a-z_-]+=(?:[\"“”'’][^\]\r\n\"“”]{0,120}[\"“”'’]|\d+))+\s*/?\]")
_WIKI_LINK = late(r"\[\[[^\[\]\r\n]{1,200}\]\]")
_WIKI_QUOTES = late(r"'''(?=[^\s'])[^'\r\n]{1,100}(?<=[^\s'])'''(?!')")
_WIKI_HEADING = late(r"(?P<sign>={2,4}) [^=\r\n]{2,80} (?P=sign)(?=\s*$)", re.MULTILINE)
_WIKI_OTHER = late(r"__(?:NO)?TOC__|\{\|\s*class=|\[citation needed\]|</?ref\b[^>\r\n]{0,200}>")
_TEMPLATE = late(r"\{%.{1,200}?%\}|<%.{1,200}?%>|\$\{[\w.]{1,60}\}|%%\w{2,30}%%")
_ATTRIBUTE = late(
    r"(?:class|style|href|src|target|rel|width|height|alt|id|title|data-[\w-]{1,30})=\"[^\"\r\n]{0,300}\"?[ >]?|"
    r"<a\s+href=[^\s>]{0,200}|(?<=\w)/(?:a|p|div|span|strong|em|li|ul)>"
)
_DECLARATION = late(
    r"<!\[CDATA\[|\]\]>|<\?(?:xml|php)\b[^>\r\n]{0,200}\??>?|<!DOCTYPE[^>\r\n]{0,200}>|"
    r"</?(?:o:p|c:\w+|w:\w+)\b[^>\r\n]{0,200}>",
    re.IGNORECASE,
)
_CODE = late(
    r"@(?:media|import|font-face|charset)\b[^{;\r\n]{0,120}[{;]|\{\\rtf\d|\\(?:textbf|textit|emph|section|begin|end)\{|"
    r"\{\"@?\w{1,40}\":|\"\w{1,40}\":[\"{\[]|\}\);|\\n(?=\\n|$|[A-Z\s])",
    re.MULTILINE,
)
_RULE = late(r"\{\s*(?:[a-z-]{2,40}\s*:\s*[^;{}\r\n]{1,120};?\s*)+\}?")

_OF_ATTRIBUTES = ('class="', 'style="', 'href="', 'src="', 'target="', 'rel="', '="', "<a href=", "/a>", "/p>")
_OF_DECLARATIONS = ("<![cdata[", "]]>", "<?xml", "<?php", "<!doctype", "<o:p", "</o:p", "<c:", "</c:", "<ref")
_OF_CODE = (
    *("@media", "@import", "@font-face", "{\\rtf", "\\textbf", "\\textit", "\\emph", '{"', '":', "});", "\\n", "{|"),
)
OF: Mapping[str, tuple[re.Pattern[str], ...]] = {
    **dict.fromkeys(("**", "__", "~~"), (_MARKDOWN_BOLD, _WIKI_OTHER)),
    **dict.fromkeys(("](", "][", "]: http"), (_MARKDOWN_LINK, _REFERENCE_LINK)),
    "# ": (_HEADING,),
    "[": (_BBCODE, _SHORTCODE, _WIKI_LINK, _WIKI_OTHER),
    "'''": (_WIKI_QUOTES,),
    "== ": (_WIKI_HEADING,),
    **dict.fromkeys(("{%", "<%", "${", "%%"), (_TEMPLATE,)),
    **dict.fromkeys(_OF_ATTRIBUTES, (_ATTRIBUTE,)),
    **dict.fromkeys(_OF_DECLARATIONS, (_DECLARATION, _WIKI_OTHER)),
    **dict.fromkeys(_OF_CODE, (_CODE, _WIKI_OTHER)),
    "{": (_RULE,),
}  # fmt: skip
"""By a literal, the patterns that may begin with it."""
