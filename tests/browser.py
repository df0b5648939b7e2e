"""A real browser for tests: Debian's Chromium, driven by Playwright.

A page that asks for anything outside its own address, or says an error in its console, fails its test.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

needs_browser = pytest.mark.skipif(
    CHROMIUM is None or importlib.util.find_spec("playwright") is None,
    reason="Chromium or Playwright is not installed here",
)


@contextmanager
def opened_page(url: str, *, width: int = 1000, height: int = 1200, script: bool = True) -> Iterator[Page]:
    """A page of a browser of its own; at the end nothing may have been said in its console, or asked of elsewhere."""
    from playwright.sync_api import sync_playwright

    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *QUIET])
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda asked: None if _is_own(asked.url, url) else said.append(f"asked for {asked.url}"))
        page.goto(url)
        yield page
        browser.close()
    assert said == [], said


def _is_own(asked: str, url: str) -> bool:
    return asked.startswith("data:") or asked.split("/")[:3] == url.split("/")[:3]
