"""`fix --interactive`: each fix is shown, and applied, declined or suppressed as the user says."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256

from wikilint.cli import record
from wikilint.cli.aim import Aim
from wikilint.disk import caches, paths, store
from wikilint.disk.writer import Writer
from wikilint.document import Document
from wikilint.engine.check import Hit, check
from wikilint.engine.diagnose import diagnose
from wikilint.engine.fix import fix_document
from wikilint.engine.hush import hushed
from wikilint.engine.plan import Plan
from wikilint.finding import Fix
from wikilint.report import FORMATS, Report, Style
from wikilint.report.outcome import Outcome
from wikilint.report.style import visible
from wikilint.value import field, mutable
from wikilint.words import count

HELP = """y  apply this fix
n  do not; it is not offered again (--review-again offers it)
r  apply all fixes of this rule
s  skip all fixes of this rule
i  ignore it here: write a comment that suppresses the finding
a  apply all remaining fixes
q  stop; decisions are kept, and the next run continues from there
"""


class Quit(Exception):
    """The user has had enough."""


@mutable
class Review:
    """What the user has said so far.

    declined: fixes that are not offered, by what they are known by. all_of, none_of: rules that are settled.
    settled: the rules that changed the file in hand.
    """

    ask: Callable[[str], str]
    style: Style
    declined: set[str]
    all_of: set[str] = field(default_factory=set)
    none_of: set[str] = field(default_factory=set)
    settled: set[str] = field(default_factory=set)
    everything: bool = False
    applied: int = 0
    ignored: int = 0
    passed_over: int = 0


def run(aim: Aim, writer: Writer, *, unsafe: bool, again: bool, style: Style) -> int:
    """Review the fixes of every file, and write each file when all is said of it.

    Returns the exit code: 2 where a file could not be read or written.
    """
    memory = _memory()
    review = Review(_ask, style, set() if again or memory is None else set(caches.read(memory) or ()))
    plans, code, files = aim.plans(unsafe=unsafe), 0, 0
    try:
        for path in aim.paths:
            try:
                files += _file(review, writer, plans.of(path), path)
            except store.StoreError as error:
                sys.stderr.write(f"wikilint: {visible(path)}: {visible(str(error))}\n")
                code = 2
    except Quit:
        sys.stdout.write("Stopped; run the command again to continue.\n")
    if memory is not None:
        caches.write(memory, sorted(review.declined))
    sys.stdout.write(
        f"{review.applied:,} applied in {count(files, 'file')}, {review.ignored:,} ignored here, "
        f"{review.passed_over:,} declined earlier.\n"
    )
    return code


def _memory() -> str | None:
    """Where the decisions for the current folder are kept."""
    folder = caches.folder()
    if folder is None:
        return None
    here = sha256(os.fsencode(os.getcwd()), usedforsecurity=False).hexdigest()[:16]
    return os.path.join(folder, f"reviewed-{here}.bin")


def _ask(prompt: str) -> str:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    answer = sys.stdin.readline()
    if not answer:
        sys.stdout.write("\n")
        return "q"
    return answer.strip().lower()[:1]


def _file(review: Review, writer: Writer, chosen: Plan, path: str) -> bool:
    """Review one file, and write it when all is said, also when the user stops. Whether it changed."""
    snapshot = store.read(path, limit=chosen.settings.max_file_size)
    document = read = Document(snapshot.data, chosen.relative(path))
    review.settled.clear()
    try:
        for after in _decided(review, chosen, path, document):
            document = after
    finally:
        changed = document.raw != snapshot.data
        if changed:
            rules = sorted(review.settled)
            record.replace_whole(writer, snapshot, read, document.raw, rules)
    return changed


def _decided(review: Review, chosen: Plan, path: str, document: Document) -> Iterator[Document]:
    """The document after each decision that changes it."""
    rules = chosen.rules_for(document.path)
    seen: set[str] = set()
    while (found := _next(review, chosen, document, seen)) is not None:
        hit, known = found
        seen.add(known)
        answer = _answer(review, chosen, path, document, hit)
        if answer == "i":
            document, left = hushed(document, rules, hit.__eq__)
            review.ignored += not left
            review.settled.add(hit.rule)
        elif answer == "y":
            fixed = fix_document(document, rules, _only(hit))
            review.applied += fixed.after.raw != document.raw
            review.settled.add(hit.rule)
            document = fixed.after
        else:
            review.declined.add(known)
        yield document


def _next(review: Review, chosen: Plan, document: Document, seen: set[str]) -> tuple[Hit, str] | None:
    """The first finding with a fix that nothing was said of yet."""
    for hit in check(document, chosen.rules_for(document.path)):
        fix = hit.finding.fix
        if fix is None or not chosen.may_apply(hit.rule, fix) or hit.rule in review.none_of:
            continue
        known = _known_by(document, hit, fix)
        if known in seen:
            continue
        if known in review.declined:
            seen.add(known)
            review.passed_over += 1
            continue
        return hit, known
    return None


def _known_by(document: Document, hit: Hit, fix: Fix) -> str:
    """What a fix is known by, wherever the lines before it move to."""
    text = document.text
    parts = [document.path, hit.rule, fix.title, text[hit.finding.start : hit.finding.end][:400]]
    for edit in fix.edits:
        parts += (text[max(0, edit.start - 20) : edit.end][:400], edit.content)
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return sha256(joined, usedforsecurity=False).hexdigest()[:24]


def _answer(review: Review, chosen: Plan, path: str, document: Document, hit: Hit) -> str:
    """`y`, `n` or `i`. Raises Quit."""
    if review.everything or hit.rule in review.all_of:
        return "y"
    report = Report(FORMATS["full"], review.style, sys.stdout.write)
    shown = diagnose(document, [hit], chosen.may_apply, snippets=True)
    report.add(Outcome(paths.printable(path), shown, relative=document.path))
    while True:
        match review.ask(f"Apply the fix of {hit.rule}? [y,n,r,s,i,a,q,?] "):
            case "y" | "n" | "i" as answer:
                return answer
            case "r":
                review.all_of.add(hit.rule)
                return "y"
            case "s":
                review.none_of.add(hit.rule)
                return "n"
            case "a":
                review.everything = True
                return "y"
            case "q":
                raise Quit
            case _:
                sys.stdout.write(HELP)


def _only(hit: Hit) -> Callable[[str, Fix], bool]:
    """Lets one fix be applied, once: after it, another may be at the same offsets."""
    used = False

    def may_apply(rule: str, fix: Fix) -> bool:
        nonlocal used
        if used or rule != hit.rule or fix != hit.finding.fix:
            return False
        used = True
        return True

    return may_apply
