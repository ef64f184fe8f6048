"""The languages of pages and files, a row each; a further one needs its row here, and `locale/<code>/LC_MESSAGES/messages.po`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Language:
    """A language: how readers and programs name it, and how it writes."""

    # in the address, in the names of columns (`name_vi`), in `locale/`
    code: str
    # in its own words, so that every reader finds the one that he or she reads
    name: str
    # whose numbers and dates babel writes
    locale: str
    # how Word names what it checks spelling in
    tag: str
    # how Excel writes a day
    excel_day: str


# the first is spoken where neither the address nor the browser asks for one
LANGUAGES: dict[str, Language] = {
    one.code: one
    for one in (
        Language("vi", "Tiếng Việt", "vi", "vi-VN", "dd/mm/yyyy"),
        Language("en", "English", "en", "en-GB", "d mmm yyyy"),
    )
}
DEFAULT = next(iter(LANGUAGES))
# what stands in the code, said where another language lacks a text or a name; its catalogue is of what pages say otherwise than
# the command line
SOURCE = "en"


def named(noun: Any, language: str, what: str = "name") -> str:
    """The name of a noun in a language, or its definition; in that of the code where it has none."""
    return str(getattr(noun, f"{what}_{language}", "") or getattr(noun, f"{what}_{SOURCE}"))


def every_name(noun: Any) -> tuple[str, ...]:
    """The names of a noun in all languages."""
    return tuple(named(noun, code) for code in LANGUAGES)
