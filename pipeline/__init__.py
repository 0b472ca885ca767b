"""Jingwen (净文) turns raw scraped documents into clean, structured, auditable JSON.

>>> import pipeline
>>> pipeline.clean("您好,欢迎访问某某文库\\n同志们:\\n今天的会很重要,请大家记好。".encode()).text
'同志们:\\n今天的会很重要,请大家记好。'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.cleaning import clean
    from pipeline.digest import VERSION
    from pipeline.document import Document, restore
    from pipeline.options import Options

    __version__ = VERSION

__all__ = ["Document", "Options", "__version__", "clean", "restore"]

_HOMES = {
    "Document": ("document", "Document"),
    "Options": ("options", "Options"),
    "__version__": ("digest", "VERSION"),
    "clean": ("cleaning", "clean"),
    "restore": ("document", "restore"),
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: `jingwen --help` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(f"{__name__}.{module}"), attribute)
