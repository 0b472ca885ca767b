"""One setting for all property tests: the run that guards main tries the same cases each time, `--hypothesis-profile=search` new ones."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", derandomize=False, deadline=None, print_blob=True)
settings.load_profile("same")
