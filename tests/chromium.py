"""The browser of the tests that need a real one."""

import os
import shutil

import pytest

CHROMIUM = (
    os.environ.get("ROLEBOOK_TEST_CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
)

# Playwright comes without a browser: where there is no chromium these skip, and CI installs one.
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="needs chromium on the PATH: apt-get install chromium"
)
