import pytest

from pipeline.scoring.class_words import ClassWords
from pipeline.stages.page_parts import is_beside

WORDS = ClassWords({"promo recirc": "", "hot": r"(?<![a-z])hot(?![a-z])", "also": r"also-?(?:like|read)", "正文": ""})


@pytest.mark.parametrize("words", ["recirc", "x-Promo2", "list HOT", "hot_3", "alsoread", "Also-Like box", "photo-hot", "正文区"])
def test_a_stem_says_it_by_itself_or_in_its_surroundings(words: str) -> None:
    assert WORDS.stand_in(words)


@pytest.mark.parametrize("words", ["", "article", "photo", "hotel", "also", "also like", "正 文"])
def test_a_stem_in_other_surroundings_says_nothing(words: str) -> None:
    assert not WORDS.stand_in(words)


@pytest.mark.parametrize("words", ["related-posts", "post-nav", "sidebar left", "site-header", "caption-credit", "comment-list", "adverts", "About-the-Author"])
def test_names_of_parts_beside_the_article(words: str) -> None:
    assert is_beside(words)


@pytest.mark.parametrize("words", ["correlated", "with-sidebar", "no_sidebar", "menu-item-description", "header", "load", "commentary", "unavailable", "footnote"])
def test_names_like_them(words: str) -> None:
    assert not is_beside(words)
