"""Speed, measured by `make bench` and never asserted: CPU seconds, and ratios within one run."""
