"""How masks are found: candidates by their signs, shields around what means itself, slots by what stands around them."""
