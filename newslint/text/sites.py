"""What the names of news sites are made of."""

from __future__ import annotations

from newslint.late import late

# What the name of a news site ends with, or what it contains where it is set off by a stroke.
NAME = (
    "afp", "axios", "bbc", "blog", "bloomberg", "breitbart", "chronicle", "cnet", "cnn", "daily", "dispatch",
    "euronews", "examiner", "express", "forbes", "gazette", "globe", "guardian", "herald", "huffpost", "independent",
    "inquirer", "insider", "jazeera", "journal", "magazine", "mail", "mashable", "metro", "mirror", "monitor", "msn",
    "news", "newspaper", "newsweek", "npr", "observer", "online", "politico", "politics", "post", "press", "radio",
    "register", "reuters", "review", "standard", "star", "sun", "techcrunch", "telegraph", "times", "today",
    "tribune", "tv", "verge", "weekly", "wired", "wsj", "yahoo", "zdnet",
)  # fmt: skip
_WORD = late(r"[a-z]+")


def is_site(name: str, known: str = "") -> bool:
    """Whether what a stroke sets off is the name of a site, given what the site of the article is called."""
    low = name.lower()
    return low == known.lower() or _is_domain(low) or not set(NAME).isdisjoint(_WORD.findall(low))


def ends_as_site(name: str, known: str = "") -> bool:
    """Whether a name ends as those of sites do, so that it is one behind a dash too: not "Times Square closed"."""
    low = name.lower()
    last = (_WORD.findall(low) or [""])[-1]
    return low == known.lower() or _is_domain(low) or (name[:1].isupper() and last in NAME)


def _is_domain(name: str) -> bool:
    return "." in name.strip(".")
