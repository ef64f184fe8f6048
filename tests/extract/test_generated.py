"""Generated texts, whose figures are known because the texts were made from them: what the reader makes of each class of wordings.

`python -m benchmarks.reader_classes` measures more texts of each class and prints those that were misread.
"""

from __future__ import annotations

import pytest

from metrics.extract import Known, read
from tests.extract.generated.corpus import CLASSES, articles
from tests.extract.generated.gold import Score

TEXTS = 40
# core F1 as measured on these texts: no change may fall below
FLOORS = {"1 lists": 0.55, "2 periods": 0.5, "6 statuses": 0.6}


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_of_wordings_is_read_as_well_as_before(name: str, known: Known):
    score = Score()
    for article in articles(name, TEXTS):
        score.add(read(article.text, known, **article.hints).figures, article.figures)
    assert score.f1("core") >= FLOORS[name]
