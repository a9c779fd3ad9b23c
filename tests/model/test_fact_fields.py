"""What a fact has in the model as it has it in a file is declared in the schema alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

from quizgen.field_docs import field_docs
from quizgen.model import fact_fields
from quizgen.model.fact import Fact
from quizgen.reading.facts.schema import FactRecord

MODULE = Path(fact_fields.__file__)
# Types of a field that need no conversion; records, and what may be None, have a type of their own in the model.
PLAIN = (str, bool, tuple[str, ...])
HEAD = '''\
"""The fields of a fact that the model has as a file has them.

Generated from `quizgen/reading/facts/schema.py` by `tests/model/test_fact_fields.py`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFields:
    """What is declared once, in the schema of facts."""

'''


def generated_fields() -> Iterator[str]:
    """Each field of a fact's record that is plain, and that the model does not declare itself."""
    types = get_type_hints(FactRecord)
    for name in FactRecord.__annotations__:
        type_of_field, field = types[name], FactRecord.model_fields[name]
        if type_of_field in PLAIN and name not in Fact.__annotations__:
            shown = type_of_field.__name__ if isinstance(type_of_field, type) else type_of_field
            default = '""' if field.default == "" else repr(field.default)
            description = field_docs(FactRecord)[name].replace("\n", "\n    ")
            yield f'    {name}: {shown} = {default}\n    """{description}"""\n'


def test_the_fields_are_those_of_the_schema() -> None:
    """After a change of fields run with QUIZGEN_REWRITE_GOLDEN=1."""
    made = HEAD + "".join(generated_fields())
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        MODULE.write_text(made, encoding="utf-8")
    assert MODULE.read_text(encoding="utf-8") == made
