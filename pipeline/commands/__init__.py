"""What the commands of `jingwen` do; `pipeline.cli` declares them and imports each one when it is called."""
