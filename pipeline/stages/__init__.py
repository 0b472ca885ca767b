"""The steps between source and document, each a module with one function Draft -> Draft."""
