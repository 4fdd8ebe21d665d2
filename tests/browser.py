"""A headless Chromium for tests: Debian's, driven by Playwright; errors of the page are kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

Browser = Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""What a browser without a screen and without a network needs."""


def chromium() -> str:
    """The browser's path; without one the test says so and skips, in CI it fails."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        words = "no Chromium on this machine: apt-get install chromium"
        if "CI" in os.environ:
            pytest.fail(words)
        pytest.skip(words)
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser, for many pages."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, file: Path, width: int = 1280, **context: Any) -> Iterator[Any]:
    """The page of a file, loaded; errors on its console, of its scripts, and every request
    to elsewhere fail the test at the end."""
    wrong: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900}, **context)
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if _elsewhere(asked.url) else None)
    page.goto(file.as_uri())
    yield page
    page.close()
    assert wrong == []


def _elsewhere(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:", "about:"))
