"""The command line in this process, for pages that call it."""

from tests.cli.conftest import jingwen as jingwen
