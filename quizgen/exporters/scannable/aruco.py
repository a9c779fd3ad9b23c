"""ArUco markers of the dictionary DICT_4X4_50.

The data is that of OpenCV's predefined dictionary (modules/objdetect/src/aruco/predefined_dictionaries.hpp): 16 bits
per marker, row by row from the top left, 1 is white. Around them is a black border one bit wide.
"""

from __future__ import annotations

_WORDS = """
B532 0F9A 332D 9946 549E 79CD 9E2E C4F2 FEDA CF56 F991 11A7 0EB7 2A0F 24B1 263E 4665
6600 6C5E 76AF 868B B02B CCD5 DD82 FE47 9471 ACE4 A554 2123 346F 4415 57B2 9ECF F0CB
08AE 0929 1875 04FF 0DF6 1C5A 1718 2A28 328C 38B2 24E8 2EEB 2D3F 4B64 502E 5013
"""
MARKERS = tuple(int(word, 16) for word in _WORDS.split())
CORNERS = (46, 47, 48, 49)  # top left, top right, bottom right, bottom left


def white(marker: int) -> tuple[tuple[int, int], ...]:
    """Return the white fields of a marker: row and column, 0 to 3."""
    return tuple((bit // 4, bit % 4) for bit in range(16) if MARKERS[marker] >> (15 - bit) & 1)


def svg(marker: int) -> bytes:
    """Return the marker as a drawing of 6 by 6 units with its black border: one path, so that no seams show."""
    holes = set(white(marker))
    runs = []
    for row in range(-1, 5):
        for column in range(-1, 5):
            if (row, column) not in holes:
                runs.append(f"M{column + 1} {row + 1}h1v1h-1z")
    path = "".join(runs)
    view = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 6" width="6" height="6"'
    return f'<svg {view}><path d="{path}" fill="#000"/></svg>'.encode()
