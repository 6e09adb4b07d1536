"""A network drive whose server is gone: whoever asks for anything on it gets no answer."""

import errno
import os
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def gone_drive(folder):
    """Let the system answer as Linux does for a share that was mounted and is there no more."""
    patch = pytest.MonkeyPatch()

    def without_answer(call):
        def asked(path, *args, **kwargs):
            if not isinstance(path, int) and Path(os.fsdecode(path)).is_relative_to(folder):
                raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN), os.fspath(path))
            return call(path, *args, **kwargs)

        return asked

    for name in ("stat", "lstat", "open", "mkdir", "unlink", "scandir", "listdir"):
        patch.setattr(os, name, without_answer(getattr(os, name)))
    try:
        yield
    finally:
        patch.undo()
