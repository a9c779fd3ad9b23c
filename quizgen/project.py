"""Where facts, recipes and templates are: in the project first, then in what the package ships."""

from __future__ import annotations

import codecs
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from quizgen.errors import ContentError, Mark, OutputError, TemplateError, UsageError, no_such
from quizgen.errors.problem_kinds import UNREADABLE_FILE

# 100,000 full fact records take some 40 MB; a file beyond this is a mistake, not a collection.
LARGEST_FILE = 48_000_000
LONGEST_NAME = 240  # bytes of a name: disks allow 255, and names of outputs get an ending
RECIPE_SUFFIXES = (".yaml", ".yml")
SHEET_SUFFIXES = (".csv", ".xlsx")
COLLECTION_SUFFIXES = (*RECIPE_SUFFIXES, *SHEET_SUFFIXES)
ARTICLE_SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
SETTINGS = "quizgen.yaml"  # which every project has, at the latest after its first build
SHIPPED_FONTS = (Path(__file__).parent / "rendering" / "fonts").resolve()
OTHER_SPREADSHEETS = (".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".fods", ".numbers", ".tsv", ".gsheet")


# Windows opens a device, not a file, by these names, whatever their ending and in whatever folder.
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\s*\..*)?", re.IGNORECASE | re.DOTALL
)
_REFUSED = re.compile(r'[\x00-\x1f<>:"|?*\\]')

# Encodings with a byte order mark, which says which they are: Windows calls UTF-16 "Unicode".
_MARKED = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def shipped_folder() -> Path:
    """The folder that holds the facts/, decks/ and templates/ that come with quizgen."""
    bundled = Path(__file__).parent / "_bundled"
    return bundled if bundled.is_dir() else Path(__file__).parent.parent


def display_path(path: Path) -> str:
    """``path`` as it is printed: relative to the current folder if it is below it, or else absolute."""
    try:
        absolute, here = path.absolute(), Path.cwd()
    except OSError:  # the current folder has been deleted
        return str(path)
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else str(absolute)


def argument(text: str) -> str:
    """A name as it is typed in a command: in quotation marks where it has a space or another sign of shells."""
    is_windows = sys.platform == "win32"  # where single quotes are none, and a path has backslashes
    if re.fullmatch(r"[\w@%+:,./\\-]+" if is_windows else r"[\w@%+:,./-]+", text):
        return text
    return f'"{text}"' if is_windows or not re.search(r"[\"$`\\!]", text) else shlex.quote(text)


def name_fault(name: str) -> str:
    """Why a file or folder cannot have the ``name``, without folders, on every system, or ""."""
    if _DEVICES.fullmatch(name):
        return f"{name} is the name of a device in Windows, which can open no such file"
    if wrong := _REFUSED.search(name):
        return f"{name} has {wrong[0]!r} in it, which Windows allows in no file's name"
    if name != name.rstrip(". "):
        return f"{name!r} ends with a full stop or a space, which Windows leaves out"
    if len(name.encode("utf-8", "surrogateescape")) > LONGEST_NAME:
        return f"{name[:20]}… has more than {LONGEST_NAME} bytes, which is the most for a name"
    return ""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with its own facts/, decks/, templates/ or fonts/; each is optional."""

    root: Path

    @classmethod
    def at(cls, folder: Path) -> Project:
        """Opens the project in ``folder``; raises UsageError if that is no folder, or one inside of a project."""
        try:
            if not folder.is_dir():
                raise UsageError(f"there is no folder {display_path(folder)!r}")
            project = cls(folder.resolve())
            around = next((above for above in project.root.parents if (above / SETTINGS).is_file()), None)
        except OSError as fault:
            raise UsageError(f"the folder {display_path(folder)!r} cannot be opened: {fault.strerror}") from fault
        if around and not project.own:
            way = Path(*[".."] * len(project.root.relative_to(around).parts)).as_posix()
            raise UsageError(f"this folder is inside of the project {around.name!r}: type first  cd {way}")
        return project

    @property
    def own(self) -> bool:
        """Whether the folder has recipes or facts of its own; if not, the shipped ones are used."""
        return (self.root / "decks").is_dir() or (self.root / "facts").is_dir()

    def output_folder(self, name: str, chosen: str | None = None) -> Path:
        """The folder to write to: ``chosen``, or ``name`` in the project.

        Raises OutputError if that is a link that leads out of the project.
        """
        if chosen:
            return Path(chosen)
        if inside(self.root, name) is None:
            folder = display_path(self.root / name)
            raise OutputError(f"{folder} is a link to a folder outside the project; to write there, name it with  -o")
        return self.root / name

    @property
    def content(self) -> Path:
        """The folder whose facts/ and decks/ are used."""
        return self.root if self.own else shipped_folder()

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The template folders, the one with precedence first; raises TemplateError for a link out of the project."""
        if inside(self.root, "templates") is None:
            raise TemplateError(f"{display_path(self.root / 'templates')} is a link to a folder outside the project")
        folders = (self.root / "templates", shipped_folder() / "templates")
        return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))

    @property
    def has_own_templates(self) -> bool:
        """Whether the project has templates of its own, which may contain anything that their author wrote."""
        folder = self.root / "templates"
        return (
            folder.is_dir() and folder.resolve() != (shipped_folder() / "templates").resolve() and any(folder.iterdir())
        )

    @property
    def has_drawings(self) -> bool:
        """Whether the project has SVG pictures, which may take long to draw however few elements they have."""
        return any(path.suffix.lower() == ".svg" for path in (self.root / "facts").rglob("*"))

    @property
    def font_folders(self) -> tuple[Path, ...]:
        """The project's own fonts/, for scripts that other fonts lack, and those that come with quizgen."""
        folders = (self.root / "fonts", SHIPPED_FONTS)
        return tuple(folder.resolve() for folder in folders if folder.is_dir())

    def recipes(self) -> tuple[Path, ...]:
        """Every recipe in decks/, sorted by name."""
        return _files(self.content / "decks")

    def recipe(self, name: str) -> Path:
        """The recipe called ``name``, or the file of that name; raises UsageError if there is none."""
        by_name = {path.stem: path for path in self.recipes()}
        if name in by_name:
            return by_name[name]
        if name.lower().endswith(RECIPE_SUFFIXES) and Path(name).is_file():
            return Path(name)
        if not self.own:
            where = "among the examples of quizgen, which are used where there is neither facts/ nor decks/"
            raise no_such(f"recipe {name!r} {where}", by_name)
        raise no_such(f"recipe {name!r} in {display_path(self.content / 'decks')}", by_name)

    def collections(self) -> tuple[Path, ...]:
        """Every fact collection in facts/, YAML or a spreadsheet, sorted by name."""
        return _files(self.content / "facts", COLLECTION_SUFFIXES)


def store_folder(recipe: Path) -> Path:
    """The folder of the answers to the recipe at ``recipe``."""
    return recipe.with_name(f"{recipe.stem}.responses")


def _files(folder: Path, suffixes: tuple[str, ...] = RECIPE_SUFFIXES) -> tuple[Path, ...]:
    # Folders named like a file are kept: reading one says what is wrong with it. Office programs put a file ~$NAME
    # beside the one that is open.
    return tuple(
        sorted(p for p in folder.glob("*") if p.suffix.lower() in suffixes and not p.name.startswith((".", "~$")))
    )


def inside(folder: Path, relative: str) -> Path | None:
    """``folder / relative`` with links followed, or None if that is outside ``folder``."""
    if "\0" in relative:
        return None
    target = (folder / relative).resolve()
    return target if target.is_relative_to(folder.resolve()) else None


def read_bytes(path: Path) -> bytes:
    """Reads a file named by a person; raises ContentError if it cannot be read or is too large."""
    try:
        if path.is_dir():
            raise _refusal(path, "this is a folder, not a file", "name a file in it")
        if not path.is_file():
            raise _refusal(path, "there is no such file", "check the spelling of its name")
        if path.stat().st_size > LARGEST_FILE:
            message = f"the file has {path.stat().st_size // 1_000_000} MB; {LARGEST_FILE // 1_000_000} MB is the most"
            raise _refusal(path, message, "split it into several files")
        return path.read_bytes()
    except OSError as fault:
        raise _refusal(path, f"it cannot be read: {fault.strerror}", "check the file and its permissions") from fault


def read_text(path: Path) -> str:
    """Reads a UTF-8 text file a person wrote; raises ContentError, with line and column if possible."""
    return decode(read_bytes(path), display_path(path))


def decode(content: bytes, path: str) -> str:
    """The text of a file that is shown as ``path``; raises ContentError with line and column if it is not UTF-8."""
    encoding = next((encoding for mark, encoding in _MARKED if content.startswith(mark)), "")
    if not encoding and b"\0" in content[:2]:
        encoding = "utf-16-be" if content.startswith(b"\0") else "utf-16-le"
    if encoding:
        return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"this is not UTF-8 text: invalid byte 0x{content[fault.start]:02X}"
        hint = "save the file as UTF-8 (most editors: Save As, Encoding, UTF-8)"
        problem = UNREADABLE_FILE.problem(path, message, hint, Mark(line, column))
        raise ContentError([problem]) from fault


def _refusal(path: Path, message: str, hint: str) -> ContentError:
    return ContentError([UNREADABLE_FILE.problem(display_path(path), message, hint)])
