"""Site files: where the body and the metadata of one site's pages stand, as CSS selectors.

`pipeline/rules/sites/<domain>.toml` (and `sites/<domain>.toml` in a user's rule directory) holds for pages of that domain and
of the domains below it. BeautifulSoup runs the selectors; pages of other sites never see it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pipeline.errors import RuleError
from pipeline.readers.soup import SelectorSyntaxError, Tag, compile_selector, parse_soup
from pipeline.readers.tree import Tree, parse_html
from pipeline.rules.load import ROOT

BODY_MARK = "data-jingwen-body"
_PARTS = ("body", "strip")
_FIELDS = ("title", "published", "author", "editor", "source", "breadcrumbs", "keywords", "summary")
_TEXTS = ("why", "thread")
_THREAD = ("first", "all")


@dataclass(frozen=True, slots=True)
class Site:
    """What a site file says: selectors of the body's elements, of what is cut from it, and of metadata (`selector` or `selector@attribute`).

    thread: `first` if only the first post of its threads is wanted, `all` if all are, None if the options decide.
    """

    domain: str
    body: str | None = None
    strip: str | None = None
    thread: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page as its site file sees it: the tree with the body's elements marked by `BODY_MARK`, and the metadata found."""

    tree: Tree
    metadata: Mapping[str, str]
    has_body: bool


def read_site(path: Path) -> Site:
    """Return the site that a file describes; raises RuleError that names the file and the key."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", where=str(path), hint="site files are UTF-8 TOML") from error
    for key, value in table.items():
        if key not in (*_PARTS, *_FIELDS, *_TEXTS):
            raise RuleError(f"unknown key {key!r}", where=path.name, hint="use " + ", ".join((*_PARTS, *_FIELDS, *_TEXTS)))
        if not isinstance(value, str) or not value.strip():
            raise RuleError(f"{key} is no text", where=path.name, hint="give a CSS selector in quotes")
        if key == "thread" and value not in _THREAD:
            raise RuleError(f"unknown thread {value!r}", where=path.name, hint="use " + " or ".join(_THREAD))
        if key not in _TEXTS:
            try:
                compile_selector(value.rpartition("@")[0] if key in _FIELDS and "@" in value else value)
            except SelectorSyntaxError as error:
                raise RuleError(f"{key} is no CSS selector: {str(error).splitlines()[0]}", where=path.name, hint="see docs/html.md") from error
    fields = {name: table[name] for name in _FIELDS if name in table}
    return Site(path.stem, table.get("body"), table.get("strip"), table.get("thread"), MappingProxyType(fields))


@lru_cache(maxsize=8)
def load_sites(user_dirs: tuple[str, ...] = ()) -> Mapping[str, Site]:
    """Return all sites by domain; a user's file takes the place of a built-in one."""
    folders = [ROOT / "sites", *(Path(name) / "sites" for name in user_dirs)]
    return MappingProxyType({path.stem: read_site(path) for folder in folders for path in sorted(folder.glob("*.toml"))})


def site_for(host: str | None, sites: Mapping[str, Site]) -> Site | None:
    """Return the site of a host, or of the nearest domain above it, None without a file."""
    name = (host or "").lower().rstrip(".").removeprefix("www.")
    while name:
        if name in sites:
            return sites[name]
        name = name.partition(".")[2]
    return None


def apply_site(tree: Tree, site: Site) -> SitePage:
    """Return a page as its site file sees it: what `strip` names is cut out, the outermost elements that `body` names are marked."""
    soup = parse_soup(tree.html or "")
    metadata = {name: text for name, selector in site.fields.items() if (text := _text(soup.select_one(_selector(selector)), selector))}
    for element in soup.select(site.strip) if site.strip else ():
        element.decompose()
    marked = soup.select(site.body) if site.body else []
    for element in marked:
        element[BODY_MARK] = ""
    return SitePage(parse_html(str(soup)), MappingProxyType(metadata), bool(marked))


def _selector(selector: str) -> str:
    return selector.rpartition("@")[0] if "@" in selector else selector


def _text(element: Tag | None, selector: str) -> str:
    if element is None:
        return ""
    if "@" not in selector:
        return " ".join(element.get_text(" ").split())
    value = element.get(selector.rpartition("@")[2])
    return value.strip() if isinstance(value, str) else ""
