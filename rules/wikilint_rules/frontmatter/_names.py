"""What a page is called outside of its frontmatter: by its first heading, by its file."""

from __future__ import annotations

from wikilint.rule import Document, pattern

_DATE = pattern(r"\d{4}-\d\d-\d\d-(?=.)")
_SUFFIX = pattern(r"\.[A-Za-z0-9]{1,8}\Z")
_BETWEEN = pattern(r"[-_]+")
_ATTRIBUTES = pattern(r"[ \t]*\{[#.:][^{}]*\}\Z")
_INDEX = frozenset(("index", "_index", "readme"))


def heading_title(doc: Document) -> str:
    """The first heading of level 1, without attributes; empty where there is none, and for one that is damaged."""
    heading = next((each for each in doc.headings if each.level == 1), None)
    if heading is None or not heading.title.isprintable() or "\ufffd" in heading.title:
        return ""
    return _ATTRIBUTES.sub("", heading.title)


def file_name(doc: Document) -> str:
    """The name of the file without its suffix; empty for a text without a file."""
    return _SUFFIX.sub("", doc.path.replace("\\", "/").rpartition("/")[2])


def folder_name(doc: Document) -> str:
    return doc.path.replace("\\", "/").rpartition("/")[0].rpartition("/")[2]


def file_title(doc: Document) -> str:
    """The name of the file as words, without a date at its beginning; that of the folder for an index page."""
    name = file_name(doc)
    if name.casefold() in _INDEX:
        name = folder_name(doc)
    return _BETWEEN.sub(" ", _DATE.sub("", name)).strip()
