"""The documentation site: every page is there, no link leads nowhere, and each rule has the page that findings name."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from wikilint.engine import registry
from wikilint.engine.manual import url
from wikilint.report.style import SITE

ROOT = Path(__file__).parent.parent
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("site_pages", ROOT / "docs" / "pages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "pages"
    _load().gather(folder)
    return folder


def _without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`|^(?: {4}|\t)[^\n]*$", "", text, flags=re.DOTALL | re.MULTILINE)


def _anchors(page: Path) -> set[str]:
    titles = _HEADING.findall(re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL))
    return {re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower()) for title in titles}


def _links(page: Path) -> Iterator[tuple[str, str]]:
    for link in _LINK.findall(_without_code(page.read_text("utf-8"))):
        if not re.match(r"https?:|mailto:", link):
            place, _, anchor = link.partition("#")
            yield place, anchor


def test_no_link_leads_nowhere(pages: Path) -> None:
    seen = 0
    for page in pages.rglob("*.md"):
        for place, anchor in _links(page):
            target = page.parent / place if place else page
            assert target.exists(), f"{page.name}: {place}"
            if anchor and target.suffix == ".md":
                assert anchor in _anchors(target), f"{page.name}: {place}#{anchor}"
            seen += 1
    assert seen > 50


def test_files_of_the_repository_that_pages_name_exist() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        for place, _ in _links(page):
            if place and not place.startswith("rules/"):  # made by the build
                assert (page.parent / place).exists(), f"{page.name}: {place}"


def test_every_page_can_be_reached(pages: Path) -> None:
    text = (ROOT / "zensical.toml").read_text("utf-8")
    named = {(pages / name).resolve() for name in re.findall(r'= "([\w/-]+\.md)"', text)}
    assert [page for page in named if not page.is_file()] == []
    linked = {
        (page.parent / place).resolve()
        for page in pages.rglob("*.md")
        for place, _ in _links(page)
        if place.endswith(".md")
    }
    lost = {page.name for page in pages.glob("*.md") if page.resolve() not in named | linked}
    assert not lost, "name it in zensical.toml, or link it from another page"
    assert tomllib.loads(text)["project"]["site_url"] == f"{SITE}/"


def test_the_url_of_a_finding_is_the_page_of_its_rule(pages: Path) -> None:
    for name, rule in registry.installed().items():
        assert url(rule) == f"{SITE}/rules/{name}/"
        assert (pages / "rules" / f"{name}.md").is_file()


def test_the_site_builds(tmp_path: Path) -> None:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical is not installed: the dependency group `docs` has it")
    for name in ("docs", "zensical.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    _load().gather(tmp_path / "build" / "pages")
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "rules" / "mojibake" / "index.html").is_file()
