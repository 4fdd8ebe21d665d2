"""Ctrl-C: who hears it, and when. Only the main thread of a process can say so."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

Handler = Callable[[int, FrameType | None], Any] | signal.Handlers


@contextmanager
def noted() -> Iterator[Callable[[], bool]]:
    """Ctrl-C is noted, for whoever asks; what is being written is finished first."""
    heard: list[int] = []
    with _handled(lambda number, frame: heard.append(number)):
        yield lambda: bool(heard)


@contextmanager
def ignored() -> Iterator[None]:
    """A process started here does not hear Ctrl-C, not even while it imports."""
    with _handled(signal.SIG_IGN):
        yield


@contextmanager
def at_once() -> Iterator[None]:
    """Ctrl-C stops what runs here, although it is only noted around it."""
    with _handled(signal.default_int_handler):
        yield


@contextmanager
def _handled(handler: Handler) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
