"""The document's title: found, lifted out of the text, and its repetitions and decorations dropped.

`finding` asks what proves a title, the surest first, and is run in each round:
1. `repetition`: two lines at the top say the same, or one says what removed chrome called the document (of which `beside_byline` finds some);
2. `glued`: the title stands before the body's first sentence, on its line;
3. `place`: its form and its place over the body;
and where the line scorer has found the body, `over_body` looks over it, in Latin script `likeliest` weighs all lines. `short` takes titles of two to
four hanzi that the page itself states; `head` are the lines at the top. `form`, `furniture` and `decoration` say what one line is to a title; `lifting`
cuts it out, `again` drops it where it stands once more between two paragraphs.
"""

from pipeline.stages.title.again import title_again
from pipeline.stages.title.finding import last_title, title
from pipeline.stages.title.short import short_title

__all__ = ["last_title", "short_title", "title", "title_again"]
