"""The document's title: found, lifted out of the text, and its repetitions and decorations dropped."""

from pipeline.stages.title.again import title_again
from pipeline.stages.title.finding import last_title, title

__all__ = ["last_title", "title", "title_again"]
