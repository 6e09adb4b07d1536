"""Draw the program's icon from its SVG in every size and form that desktops ask for.

usage: PYTHON packaging/draw_icons.py FOLDER      (a Python that has PySide6 and Pillow)
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "plandesk.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """Draw the icon as a PNG of so many pixels a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


def draw_all(folder: Path) -> list[Path]:
    """Write the PNG of each size, the Windows icon and the macOS icon; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(SOURCE))
    pictures = {size: drawn(renderer, size) for size in SIZES}
    made = []
    for size, data in pictures.items():
        made.append(folder / f"plandesk-{size}.png")
        made[-1].write_bytes(data)
    opened = {size: Image.open(io.BytesIO(data)) for size, data in pictures.items()}
    windows, mac = folder / "plandesk.ico", folder / "plandesk.icns"
    opened[256].save(
        windows,
        sizes=[(size, size) for size in WINDOWS_SIZES],
        append_images=[opened[size] for size in WINDOWS_SIZES[:-1]],
    )
    opened[512].save(mac, append_images=[opened[size] for size in (32, 64, 128, 256)])
    return [*made, windows, mac]


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    for path in draw_all(Path(sys.argv[1])):
        print(path)
