"""The elements of HTML by what they are in a text: blocks, styles, sounds and films, those that show nothing."""

from __future__ import annotations


def names_of(text: str) -> frozenset[str]:
    """The names of elements in ``text``, separated by spaces."""
    return frozenset(text.split())


BLOCKS = names_of(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul caption"
)
STYLES = names_of("b strong i em u s strike del ins mark font big small code tt kbd samp var cite q abbr dfn")
MEDIA = names_of("audio video object embed iframe applet canvas")
SILENT = names_of("span a img br td th sup sub source track param col colgroup wbr label input ruby rb rt rp")
HIDDEN = names_of("script style head title noscript template svg")
KNOWN = BLOCKS | STYLES | MEDIA | SILENT | HIDDEN | {"math", "anki-mathjax", "bdi", "bdo", "time", "meta", "link"}
