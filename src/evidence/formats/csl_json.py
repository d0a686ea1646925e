"""CSL-JSON: a plain list of items, `id` being the citation key.

The schema is that of citation-style-language/schema, `csl-data.json`; what CSL has no
variable for goes into `custom`, which it provides for this.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from evidence.domain.records import Source
from evidence.formats.base import Format


def write(sources: Iterable[Source]) -> Iterator[str]:
    """One item a line in a list, so that two exports can be compared line by line."""
    before = "[\n"
    for source in sources:
        yield before + json.dumps(source.item.to_csl(source.key), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


FORMAT = Format("CSL-JSON", extensions=("json",), write=write)
