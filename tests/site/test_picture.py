"""The picture of the site in the README: taken anew, and like the one that is there."""

import base64
import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.chromium import needs_chromium
from tests.serving import REPOSITORY
from tests.site.conftest import Published

pytestmark = [needs_chromium, pytest.mark.slow]

PICTURE = REPOSITORY / "docs" / "careers-site.webp"
TAKE = "ROLEBOOK_TEST_PICTURES"
"""Set to 1, the picture is replaced by a new one."""

MOST_BYTES = 150_000
MOST_DIFFERENCE = 0.04
"""Of 1, on average; other fonts make about half of it, another layout more."""

FRAME = """<!doctype html><style>
  body { margin: 0; width: 1200px; height: 640px; position: relative; overflow: hidden;
         background: linear-gradient(135deg, #d9e2ec, #bcccdc) }
  img { position: absolute; border-radius: 10px; box-shadow: 0 8px 30px #102a4340 }
</style>
<img style="left: 40px; top: 40px; width: 960px" src="%s">
<img style="left: 890px; top: 90px; width: 270px" src="%s">"""
PACKED = """async source => {
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), {
    width: image.width, height: image.height
  })
  canvas.getContext('2d').drawImage(image, 0, 0)
  return canvas.toDataURL('image/webp', 0.9).split(',')[1]
}"""
DIFFERENCE = """async ([one, other]) => {
  const shades = async source => {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 32 })
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0, 60, 32)
    return [image.width, image.height, context.getImageData(0, 0, 60, 32).data]
  }
  const [width, height, first] = await shades(one)
  const [otherWidth, otherHeight, second] = await shades(other)
  if (width !== otherWidth || height !== otherHeight) return 1
  return first.reduce((sum, shade, at) => sum + Math.abs(shade - second[at]), 0)
    / first.length / 255
}"""


def taken(browser: Browser, site: Published) -> bytes:
    """The index on a desk in daylight, and a job description on a phone at night."""
    shots = []
    for path, width, height, scheme in (
        ("/en/", 1280, 747, "light"),
        ("/en/backend-developer/job-description/", 375, 708, "dark"),
    ):
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page.goto(f"{site.url}{path}", wait_until="networkidle")
        if fields := page.locator("form.blanks input").all():
            fields[0].fill("Larkspur & Sons")
            page.evaluate("document.activeElement.blur()")
        shots.append(page.screenshot())
        page.close()
    page = browser.new_page(viewport={"width": 1200, "height": 640})
    page.set_content(FRAME % tuple(map(as_url, shots)), wait_until="networkidle")
    packed = page.evaluate(PACKED, as_url(page.screenshot()))
    page.close()
    return base64.b64decode(packed)


def as_url(picture: bytes) -> str:
    """A picture as an address; browsers see for themselves of which kind it is."""
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def test_the_picture_shows_the_site_as_it_is(
    browser: Browser, site: Published, tmp_path: Path
) -> None:
    picture = taken(browser, site)
    assert len(picture) <= MOST_BYTES
    (tmp_path / PICTURE.name).write_bytes(picture)
    if os.environ.get(TAKE):
        PICTURE.write_bytes(picture)
    page = browser.new_page()
    difference = page.evaluate(DIFFERENCE, [as_url(PICTURE.read_bytes()), as_url(picture)])
    page.close()
    assert difference < MOST_DIFFERENCE, f"it has changed; {TAKE}=1 takes it anew"
