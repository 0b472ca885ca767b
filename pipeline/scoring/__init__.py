"""The learned line scorer: lines in, scores out; it judges zones (where the body lies), rules judge lines."""

from pipeline.scoring.context import LineContext, MarkupContext
from pipeline.scoring.main_body import best_subtree, main_run
from pipeline.scoring.scorer import LineScore, score_lines
from pipeline.scoring.units import split_units

__all__ = ["LineContext", "LineScore", "MarkupContext", "best_subtree", "main_run", "score_lines", "split_units"]
