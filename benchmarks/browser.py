"""A headless Chromium for the review page: Debian's chromium with its chromedriver, driven by selenium."""

import os
import shutil
from contextlib import contextmanager

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --force-color-profile=srgb"
).split()


def missing():
    """What is not there of what a browser needs, in words; empty if all is there."""
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "selenium is not installed (pip install -e '.[dev]')"
    for name, programs in PROGRAMS.items():
        if find(name) is None:
            return f"no {' or '.join(programs)} on the path (apt-get install chromium chromium-driver)"
    return ""


PROGRAMS = {"browser": ("chromium", "chromium-browser", "google-chrome"), "driver": ("chromedriver",)}


def find(name):
    """Path of the browser or its driver, or None."""
    return next((path for program in PROGRAMS[name] if (path := shutil.which(program))), None)


@contextmanager
def browser(profile, width=1440, height=900):
    """A WebDriver with a window of a size in pixels; ``profile`` is an empty folder for the browser's own files."""
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = find("browser")
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = ChromeService(find("driver"), env={**os.environ, "HOME": str(profile), "TZ": "UTC"})
    driver = Chrome(options=options, service=service)
    try:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        yield driver
    finally:
        driver.quit()
