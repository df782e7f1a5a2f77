"""Whether the tests notice: small changes of the code, one at a time, each of which has to make a test fail.

    python -m benchmarks.mutants [--sample N] [--seconds S] [GROUP …]

A group is some modules and the tests that hold them. The tests run once, to see which of them reach which line; then
each change is made in a forked child, which runs those that reach it, the quickest first, for S seconds of CPU time at
most. Changed are comparisons, `and` and `or`, conditions, arithmetic, constants, what is returned, and calls that are
made for their effect; not what is told to people. `--sample` tries N changes of each group, by chance. Prints what was
not noticed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType

import coverage
import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "lint" / "wikilint"

GROUPS: dict[str, tuple[list[str], list[str]]] = {
    "edits": (["edits.py"], ["tests/test_edits.py", "tests/engine/test_fix.py"]),
    "verify": (
        ["engine/verify.py"],
        ["tests/engine/test_verify.py", "tests/engine/test_fix.py", "tests/engine/test_deletions.py"],
    ),
    "store": (
        ["disk/store.py", "disk/twins.py", "disk/in_place.py", "disk/snapshot.py"],
        ["tests/disk"],
    ),
    "journal": (["disk/journal.py", "disk/runs.py", "disk/records.py", "disk/splices.py"], ["tests/disk"]),
    "read": (["frontmatter/read"], ["tests/frontmatter", "tests/test_gate_claims.py"]),
    "edit": (["frontmatter/edit"], ["tests/frontmatter"]),
}

LONGEST = 90.0
"""Seconds on the clock after which a child that waits for something is ended."""

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr, ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of one function, or of one method. code: the whole of it, compiled."""

    path: Path
    name: str
    line: int
    what: str
    code: CodeType


def _variants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What else a node could be."""
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            other = copy.deepcopy(node)
            other.ops[at] = _SWAPS[type(op)]()  # type: ignore[call-overload]  # swaps stay within a kind
            yield "comparison", other
    elif isinstance(node, ast.BoolOp | ast.BinOp | ast.AugAssign) and type(node.op) in _SWAPS:
        other_op = copy.deepcopy(node)
        other_op.op = _SWAPS[type(node.op)]()  # type: ignore[assignment]  # as above
        yield "operator", other_op
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not", node.operand
    elif isinstance(node, ast.Break | ast.Continue):
        yield "jump", _SWAPS[type(node)]()
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "return", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call", ast.Pass()
    elif isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(
        node.test, ast.Compare | ast.BoolOp
    ):
        other_test = copy.deepcopy(node)
        other_test.test = ast.UnaryOp(ast.Not(), node.test)
        yield "condition", other_test


def _constants(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, int):
        yield "constant", ast.Constant(value + 1)
    elif isinstance(value, str):
        yield "constant", ast.Constant(f"{value}xx")


_TOLD = (ast.Raise, ast.JoinedStr, ast.Assert, ast.arguments)
"""What is told to people, and what is there for others than the program."""


def _inside(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node below one that may be changed: the one it belongs to, and where it is there."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or isinstance(child, _TOLD) or _is_docstring(child):
                continue
            yield node, field, at, child
            yield from _inside(child)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from (
                (f"{node.name}.{each.name}", each) for each in node.body if isinstance(each, ast.FunctionDef)
            )


def _compiled(tree: ast.Module, path: Path) -> dict[str, CodeType]:
    """The code of each function and each method, by its name."""
    found: dict[str, CodeType] = {}
    todo = [compile(ast.fix_missing_locations(tree), str(path), "exec")]
    while todo:
        for each in todo.pop().co_consts:
            if isinstance(each, CodeType):
                found.setdefault(each.co_qualname, each)
                if "." not in each.co_qualname and not each.co_flags & 0x2:  # the body of a class
                    todo.append(each)
    return found


def mutants(path: Path) -> Iterator[Mutant]:
    tree = ast.parse(path.read_text("utf-8"))
    for name, function in _functions(tree):
        for node, field, at, child in list(_inside(function)):
            for what, other in _variants(child):
                ast.copy_location(other, child)
                _put(node, field, at, other)
                code = _compiled(tree, path)[name]
                _put(node, field, at, child)
                told = f"{what}: {ast.unparse(child)[:60]} → {ast.unparse(other)[:60]}".replace("\n", " ")
                yield Mutant(path, name, getattr(child, "lineno", function.lineno), told, code)


def _put(node: ast.AST, field: str, at: int | None, child: ast.AST) -> None:
    if at is None:
        setattr(node, field, child)
    else:
        getattr(node, field)[at] = child


def _make(mutant: Mutant) -> None:
    """Give every function of that name the other code, wherever it is known already."""
    for each in gc.get_objects():
        if isinstance(each, FunctionType):
            code = each.__code__
            if code.co_qualname == mutant.name and code.co_filename == str(mutant.path):
                each.__code__ = mutant.code


class Trial:
    """A plug-in of pytest that runs the tests once, and then again and again over changed code."""

    def __init__(self, paths: list[Path], sample: int | None, seconds: float) -> None:
        self.paths, self.sample, self.seconds = paths, sample, seconds
        self.took: dict[str, float] = {}
        self.reach: dict[tuple[str, int], set[str]] = defaultdict(set)
        self.tried: Counter[Path] = Counter()
        self.survivors: list[Mutant] = []
        self.unreached: list[Mutant] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """A failing example is enough; nobody reads the smallest one."""
        import hypothesis

        quick = hypothesis.settings(
            hypothesis.settings(), phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate)
        )
        hypothesis.settings.register_profile("quick", quick)
        hypothesis.settings.load_profile("quick")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        self._look(items)
        wanted = [mutant for path in self.paths for mutant in mutants(path)]
        if self.sample is not None and self.sample < len(wanted):
            wanted = random.Random(1).sample(wanted, self.sample)
        for mutant in wanted:
            self._try(mutant, items)
        return True

    def _look(self, items: dict[str, pytest.Item]) -> None:
        measured = coverage.Coverage(data_file=None, include=[str(path) for path in self.paths])
        measured.start()
        for name, item in items.items():
            measured.switch_context(name)
            began = time.process_time()
            reports = runtestprotocol(item, log=False, nextitem=None)
            self.took[name] = time.process_time() - began
            if any(report.failed for report in reports):
                sys.exit(f"{name} fails as it is")
        measured.stop()
        data = measured.get_data()
        for path in data.measured_files():
            for line, names in data.contexts_by_lineno(path).items():
                self.reach[path, line].update(name for name in names if name in items)

    def _try(self, mutant: Mutant, items: dict[str, pytest.Item]) -> None:
        self.tried[mutant.path] += 1
        names = sorted(self.reach[str(mutant.path), mutant.line], key=self.took.__getitem__)
        if not names:
            self.unreached.append(mutant)
            return
        child = os.fork()
        if not child:
            os._exit(self._noticed(mutant, [items[name] for name in names]))
        if _ended(child) == 0:
            self.survivors.append(mutant)

    def _noticed(self, mutant: Mutant, items: list[pytest.Item]) -> int:
        """What the child does; 1 if a test fails."""
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        try:
            _make(mutant)
            for item in items:
                # A test without an end is a test that notices: the signal ends the process.
                signal.setitimer(signal.ITIMER_PROF, 1 + 10 * self.took[item.nodeid])
                if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
                    return 1
                if time.process_time() > self.seconds:
                    break
        except BaseException:  # whatever ends the test, SystemExit too, is that the mutant was noticed
            return 1
        return 0


def _ended(child: int) -> int:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _paths(names: list[str]) -> list[Path]:
    found = [SOURCE / name for name in names]
    return [path for each in found for path in (sorted(each.glob("*.py")) if each.is_dir() else [each])]


def _report(name: str, trial: Trial) -> None:
    for kind, missed in (("not noticed", trial.survivors), ("not reached", trial.unreached)):
        for mutant in missed:
            place = mutant.path.relative_to(SOURCE)
            sys.stdout.write(f"{kind}: {place}:{mutant.line} {mutant.name}: {mutant.what}\n")
    missed_by = Counter(mutant.path for mutant in (*trial.survivors, *trial.unreached))
    for path, tried in sorted(trial.tried.items()):
        killed = tried - missed_by[path]
        sys.stdout.write(
            f"{path.relative_to(SOURCE)!s:40} {killed:>5} of {tried:>5}  {100 * killed / tried:.1f} %\n"
        )
    total = trial.tried.total()
    killed = total - missed_by.total()
    sys.stdout.write(f"{name:40} {killed:>5} of {total:>5}  {100 * killed / max(total, 1):.1f} %\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sample", type=int, help="how many changes of each group, by chance; all without it"
    )
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    given = parser.parse_args()
    if unknown := set(given.groups) - GROUPS.keys():
        parser.error(f"there is no group {min(unknown)}: the groups are {', '.join(GROUPS)}")
    names = given.groups or list(GROUPS)
    for name in names:
        if len(names) > 1:
            # Each group by itself: what one has imported and cached is none of another's.
            if not (child := os.fork()):
                os._exit(_group(name, given.sample, given.seconds))
            os.waitpid(child, 0)
        else:
            _group(name, given.sample, given.seconds)
    return 0


def _group(name: str, sample: int | None, seconds: float) -> int:
    modules, tests = GROUPS[name]
    trial = Trial(_paths(modules), sample, seconds)
    options = ["-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:terminal"]
    pytest.main([*options, *(str(ROOT / each) for each in tests)], plugins=[trial])
    _report(name, trial)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
