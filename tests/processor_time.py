"""The one way a test bounds time: processor seconds, with room for the slowest of machines."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail if what is done within takes more than so many seconds of this process's processor time.

    For texts of a size that linear time reads in a tenth of the bound, and quadratic time in a multiple of it. Two
    measured times are never compared: on a shared machine either can be five times the other for no reason of ours.
    """
    gc.disable()  # whose full passes grow with all that other tests have left
    try:
        start = time.process_time()
        yield
        taken = time.process_time() - start
    finally:
        gc.enable()
    assert taken < seconds, f"took {taken:.1f} s of {seconds} s"
