"""Checks plain data against a pydantic model and reports every fault in a teacher's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from quizgen.errors import KEY, ContentError, FileField, Mark, Names, Problem, ProblemKind, quote
from quizgen.errors.problem_kinds import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.respelling import literals, respell
from quizgen.reading.yaml.slips import CURLY, requote
from quizgen.reading.yaml.spellings import meaning_of, spelling_of, suggestion, synonym_of
from quizgen.reading.yaml.validation import Advice, Record, records_in
from quizgen.reading.yaml.yaml import read_yaml

Model = TypeVar("Model", bound=Record)

_UNKNOWN = "extra_forbidden"
_LABELLED_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,9}\W*)?(\d+)\W*(?:[^\W\d]{1,9}\W*)?")


def record_in(text: str, path: str, model: type[Model], refusal: ProblemKind, message: str, schema: str) -> Model:
    """Return the ``model`` in ``text``, the content of ``path``; raises ContentError.

    Where the text is no mapping, the problem is a ``refusal`` with this ``message``, and the remedy to begin with the
    ``schema``.
    """
    node, problems = read_yaml(text, path)
    if not isinstance(node, nodes.Mapping):
        raise ContentError(problems or [refusal.problem(path, message, f"begin with  schema: {schema}", Mark(1, 1))])
    record, faults = validate(model, node, path)
    if record is None or problems:
        raise ContentError([*problems, *faults])
    return record


def validate(model: type[Model], node: nodes.Mapping, path: str, *, id: str = "") -> tuple[Model | None, list[Problem]]:
    """Reads ``node`` as a ``model``; returns it or None, and every problem.

    Names in another case, or with spaces for hyphens, are put right in ``node``.
    """
    try:
        return model.model_validate(node), []
    except ValidationError as invalid:
        faults = invalid.errors(include_url=False)
    if respell(node, faults, lambda path_of_record: keys_of(model, path_of_record)):
        return validate(model, node, path, id=id)
    return None, [_problem(model, node, path, id, details) for details in _reported_faults(model, node, faults)]


def _reported_faults(
    model: type[Record], node: nodes.Mapping, faults: Sequence[ErrorDetails]
) -> Iterator[ErrorDetails]:
    """The faults without those that another one explains.

    A key is missing where it is misspelt; the end of a text that begins with a curly quotation mark is read as a key,
    and so is all that follows a comma in a text between braces, of which the first is reported.
    """
    misspelt = {
        (*path[:-1], meaning_of(_key(path[-1]), keys_of(model, path[:-1])))
        for details in faults
        if details["type"] == _UNKNOWN and (path := tuple(details["loc"]))
    }
    for details in faults:
        is_missing = details["type"] == "missing" and tuple(details["loc"]) in misspelt
        is_rest = details["type"] == _UNKNOWN and (
            _ends_curly_text(str(details["loc"][-1])) or _follows_another_part(model, node, details)
        )
        if not is_missing and not is_rest:
            yield details


def _follows_another_part(model: type[Record], node: nodes.Mapping, details: ErrorDetails) -> bool:
    """Whether the key and the one before it are both parts of a text with commas."""
    path = tuple(details["loc"])
    record = _record_at(node, path[:-1])
    if record is None or details["input"] is not None or _name(path) not in record:
        return False
    keys = list(record)
    before = keys[max(0, keys.index(_name(path)) - 1)]
    is_on_the_line = record.key_at(before).line == record.key_at(_name(path)).line
    is_part = before not in (_name(path), *keys_of(model, path[:-1])) and record[before] is None
    return is_on_the_line and is_part


def _ends_curly_text(key: str) -> bool:
    """Whether the key is the end of a text in curly quotation marks, which is reported where it begins."""
    return key[-1:] in tuple(CURLY) and key[0] not in CURLY


def _key(step: object) -> str:
    """The key that was meant; in a mapping on one line, "paragraph:4" without a space is a key."""
    return str(step).partition(":")[0]


def _problem(model: type[Record], node: nodes.Mapping, path: str, id: str, details: ErrorDetails) -> Problem:
    names: Names = tuple(details["loc"])
    message, hint, kind = _words(model, names, details)
    if details["type"] == _UNKNOWN and details["input"] is None:
        message, hint = _without_colon(keys_of(model, names[:-1]), node, names) or (message, hint)
    if details["type"] in (_UNKNOWN, "invalid_key") and names[-1:] != (KEY,):
        names = (*names, KEY)
    return kind.problem(path, message, hint, FileField(names, node), id)


def _without_colon(known: Sequence[str], node: nodes.Mapping, path: Names) -> tuple[str, str] | None:
    """What to say of a key without a value: between braces, a text after a comma is one, and so is "paragraph 2"."""
    name = _name(path)
    word, _, rest = name.partition(" ")
    if rest and spelling_of(word, known):
        return f"a colon is missing in {name!r}", f"write  {spelling_of(word, known)}: {rest}"
    record = _record_at(node, path[:-1])
    if record is None or name not in record:
        return None
    keys = list(record)
    first = keys.index(name)
    while first and record[keys[first]] is None:
        first -= 1
    text = record[keys[first]]
    if not isinstance(text, str) or record.value_at(keys[first]).line != record.key_at(name).line:
        return None
    parts = [text, *takewhile(lambda key: record[key] is None, keys[first + 1 :])]
    return "a text with a comma in it needs quotes here", f"write  {keys[first]}: {requote(', '.join(parts))}"


def _record_at(node: nodes.Mapping, path: Names) -> nodes.Mapping | None:
    """The record with this path below ``node``, where one record may be written for a list of them."""
    inner: object = node
    for step in path:
        if isinstance(inner, nodes.Mapping) and step in inner:
            inner = inner[str(step)]
        elif isinstance(inner, nodes.Sequence) and isinstance(step, int):
            inner = inner[step]
        elif isinstance(step, str):
            return None
    return inner if isinstance(inner, nodes.Mapping) else None


def _words(model: type[Record], path: Names, details: ErrorDetails) -> tuple[str, str, ProblemKind]:
    name, context, value = _name(path), details.get("ctx", {}), details["input"]
    match details["type"]:
        case "extra_forbidden":
            return f"the key {name!r} is not known here", _known_key(model, path, name), UNKNOWN_KEY
        case "missing":
            return f"{name!r} is missing", f"add a line  {_example(model, path, '…')}", MISSING_KEY
        case "literal_error" if path[-1:] == (KEY,):
            known = literals(str(context.get("expected", "")))
            return f"the key {name!r} is not known here", suggestion(name, known), UNKNOWN_KEY
        case "literal_error":
            known = literals(str(context.get("expected", "")))
            hint = suggestion(str(value), known) if len(known) > 1 else f"write  {name}: {known[0]}"
            return f"{name!r} cannot be {_brief(value)}", hint, WRONG_VALUE
        case "int_parsing" | "int_type" | "int_from_float":
            message = f"{name!r} must be a whole number, not {_brief(value)}"
            return message, _number_in(name, value) or _limits_of(_field(model, path)), WRONG_VALUE
        case "bool_parsing" | "bool_type":
            return f"{name!r} must be true or false, not {_brief(value)}", "write true or false", WRONG_VALUE
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            limit = next(iter(context.values()))
            side = "at least" if details["type"].startswith("greater") else "at most"
            return f"{name!r} must be {side} {limit}, not {_brief(value)}", "correct the number", WRONG_VALUE
        case "model_type" | "dict_type" | "model_attributes_type":
            message = f"{name!r} needs keys of its own, not {_brief(value)}"
            return message, _keys_needed(model, path, details), WRONG_TYPE
        case "tuple_type" | "list_type":
            message = f"{name!r} must be a list, not {_brief(value)}"
            return message, "write each on a line that begins with -", WRONG_TYPE
        case "string_pattern_mismatch":
            return *_unfit(model, path, str(value)), WRONG_VALUE
        case "string_too_long":
            limit = context["max_length"]
            return f"{name!r} has {len(str(value))} characters", f"{limit} are the most: shorten it", WRONG_VALUE
        case "too_short":
            return f"{name!r} is empty", "add at least one", WRONG_VALUE
        case "problem":
            message = f"{name!r}: {context['message']}" if name else context["message"]
            return message, context["hint"], context["kind"]
    return f"{name!r}: {details['msg']}", "see the documentation of this field", WRONG_VALUE


def _known_key(model: type[Record], path: Names, name: str) -> str:
    """What to write for a key that is not known: the one that is meant, or where it belongs."""
    known, key = keys_of(model, path[:-1]), _key(name)
    if key != name and spelling_of(key, known):
        return f"a space is missing after the colon; write  {spelling_of(key, known)}: {name.partition(':')[2].strip()}"
    if not spelling_of(name, known) and not synonym_of(name, known):
        owners = [owner for owner, below in _records_below(model, path[:-1]) if name in _fields(below)]
        if owners and not (len(owners) > 1 and meaning_of(name, known)):
            line = f":  {owners[0]}: {{{name}: …}}" if len(owners) == 1 else ""
            return f"it belongs below {' or '.join(map(repr, owners))}{line}"
    return suggestion(name, known)


def _records_below(model: type[Record], path: Names) -> Iterator[tuple[str, type[Record]]]:
    record = _record(model, path)
    if record is None:
        return
    for name, info in _fields(record).items():
        below = next(records_in(info.annotation), None)
        if below is not None:
            yield name, below


def _keys_needed(model: type[Record], path: Names, details: ErrorDetails) -> str:
    """How keys are written where there are none: with what was given as the first of them, if it can be."""
    value, known = details["input"], keys_of(model, path)
    info = _field(model, path)
    if not known:
        return "write  key: value  lines below it"
    if info is not None and details["type"] == "dict_type":
        below = next(records_in(info.annotation), None)
        keys = ", ".join(f"{key}: …" for key in _needed_keys(below) or [*_fields(below)][:1]) if below else "…"
        delete = ", or delete the line" if value is None else ""
        return f"write each under a name of its own, without a hyphen:  NAME: {{{keys}}}{delete}"
    if value is not None and not isinstance(value, (nodes.Mapping, nodes.Sequence)):
        first = next(iter(_needed_keys(_record(model, path))), known[0])
        others = [f"{key}: …" for key in _needed_keys(_record(model, path)) if key != first]
        return f"write  {_name(path)}: {{{', '.join([f'{first}: {_written_value(str(value))}', *others])}}}"
    if isinstance(value, nodes.Sequence) and value and all(isinstance(record, nodes.Mapping) for record in value):
        return "write its keys without hyphens before them"
    if isinstance(value, nodes.Sequence) and value and all(isinstance(record, str) for record in value):
        return f"write  {_name(path)}: {{{known[0]}: [{', '.join(map(str, value))}]}}"
    return f"write keys below it: {', '.join(known)}" + (", or delete the line" if value is None else "")


def _written_value(text: str) -> str:
    """``text`` as a value of a mapping on one line."""
    return text if text.replace(" ", "").isalnum() else f'"{text}"'


def _needed_keys(record: type[Record] | None) -> list[str]:
    """The keys that a record must have."""
    fields = _fields(record) if record is not None else {}
    return [key for key, info in fields.items() if info.is_required()]


def _example(model: type[Record], path: Names, value: str) -> str:
    """A line with a key, and the keys or the only value that it needs."""
    info = _field(model, path)
    name = _name(path)
    if info is None:
        return f"{name}: {value}"
    record = next(records_in(info.annotation), None)
    if record is not None:
        return f"{name}: {{{', '.join(f'{key}: {value}' for key in _needed_keys(record))}}}"
    known = list(_literals(info.annotation))
    if len(known) == 1:
        return f"{name}: {known[0]}"
    return f"{name}: {value}, such as {', '.join(known)}" if known else f"{name}: {value}"


def _literals(annotation: Any) -> Iterator[str]:
    """The texts that a type allows by name."""
    for inner in get_args(annotation):
        if get_origin(annotation) is Literal and isinstance(inner, str):
            yield inner
        else:
            yield from _literals(inner)


def _number_in(name: str, value: object) -> str:
    """How to write the number that ``value`` has beside a word or a mark, as in "p. 5" and "20 min", or ""."""
    number = _LABELLED_NUMBER.fullmatch(value) if isinstance(value, str) else None
    return f"write  {name}: {number[1]}" if number else ""


def _limits_of(info: FieldInfo | None) -> str:
    """What to write into a field for a number, with its limits if it has both."""
    limits = [*info.metadata, *_limits_in(info.annotation)] if info is not None else []
    lowest = next((limit.ge for limit in limits if hasattr(limit, "ge")), None)
    highest = next((limit.le for limit in limits if hasattr(limit, "le")), None)
    return "write digits" if lowest is None or highest is None else f"write a number from {lowest} to {highest}"


def _limits_in(annotation: Any) -> Iterator[Any]:
    """The limits that are written inside of a type, as in ``Annotated[int, Field(ge=1)] | None``."""
    for inner in get_args(annotation):
        yield from inner.metadata if isinstance(inner, FieldInfo) else _limits_in(inner)


def _unfit(model: type[Record], path: Names, text: str) -> tuple[str, str]:
    """What to say of a text that does not have the form that its field needs."""
    info = _field(model, path)
    annotations = info.metadata if info is not None else ()
    advice = next((annotation for annotation in annotations if isinstance(annotation, Advice)), None)
    if advice is not None:
        return f"{quote(text)} {advice.message}", advice.hint
    words = "".join(letter if letter.isalnum() or letter in "_." else " " for letter in text.lower()).split()
    slug = "-".join(words).strip("._-")
    hint = "use letters, digits, - _ . with a letter or digit at each end"
    return f"{quote(text)} cannot be a name", f"{hint}, such as {slug}" if slug else hint


def _name(path: Names) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str) and step != KEY), "")


def _brief(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (nodes.Mapping, nodes.Sequence)):
        return "a mapping" if isinstance(value, nodes.Mapping) else "a list"
    return quote(str(value))


def keys_of(model: type[Record], path: Names) -> list[str]:
    """The keys that the record at ``path`` below ``model`` can have."""
    record = _record(model, path)
    return list(_fields(record)) if record is not None else []


def _record(model: type[Record], path: Names) -> type[Record] | None:
    """The type of the record at ``path``, or of the nearest one above it."""
    record: type[Record] | None = model
    for step in path:
        if record is not None and isinstance(step, str):
            info = _fields(record).get(step)
            record = next(records_in(info.annotation), None) if info is not None else record
    return record


def _field(model: type[Record], path: Names) -> FieldInfo | None:
    """The field that ``path`` ends with, or None if it ends with a name that people choose."""
    steps = [step for step in path if isinstance(step, str)]
    record = _record(model, tuple(steps[:-1]))
    return _fields(record).get(steps[-1]) if record is not None and steps else None


def _fields(model: type[Record]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}
