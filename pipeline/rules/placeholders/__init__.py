"""What the uploaders' masks look like and what stands around them: one TOML file per type, `shield` for what is no mask."""
