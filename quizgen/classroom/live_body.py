"""What a question of a lesson asks for: as an item of a form does, or words of which none is right or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, get_args

from pydantic import PlainValidator, SerializerFunctionWrapHandler, TypeAdapter, WrapSerializer

from quizgen.exporters.script_key import Typed
from quizgen.model.body import ChooseOne, ChooseSeveral, ItemBody, TrueFalse


@dataclass(frozen=True, slots=True)
class WordCloud:
    """Any words: screens show them the larger, the more often they were written."""

    name: ClassVar[str] = "word-cloud"


# What is chosen among options, which screens count one by one.
Chosen = ChooseOne | ChooseSeveral | TrueFalse
# Two types may have the same fields, so a session's file has the name of the type beside them.
_STORED: dict[str, TypeAdapter[ItemBody | WordCloud]] = {
    body.name: TypeAdapter(body) for body in get_args(ItemBody | WordCloud)
}


def _body_of(stored: Any) -> ItemBody | WordCloud:
    """The body as it is, or as the session's file has it."""
    return _STORED[stored["name"]].validate_python(stored) if isinstance(stored, dict) else stored


def _with_name(body: ItemBody | WordCloud, fields: SerializerFunctionWrapHandler) -> dict[str, Any]:
    return {"name": body.name, **fields(body)}


LiveBody = Annotated[ItemBody | WordCloud, PlainValidator(_body_of), WrapSerializer(_with_name)]


def is_typed(body: LiveBody) -> bool:
    """Whether any characters may be an answer, so that several spellings may mean the same."""
    return isinstance(body, Typed | WordCloud)
