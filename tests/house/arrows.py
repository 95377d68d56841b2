"""Read the imports, names and templates of a tree and say which point against the arrows of the house."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEVELS = (
    ("home", "search", "press", "translation", "delivery"),
    ("editions",),
    ("story",),
    ("library", "places", "accounts"),
)
LEVEL = {room: number for number, rooms in enumerate(LEVELS) for room in rooms}
REVERSERS = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
MODEL_NAME = re.compile(r"^(\w+)\.[A-Z]\w*$")
OWNER = re.compile(r"\{#\s*(\w+)")
LOAD = re.compile(r"{%-?\s*load\s+(.+?)\s*-?%}")
TEMPLATE = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
URL = re.compile(r"{%-?\s*url\s+[\"'](\w+):")


@dataclass(frozen=True)
class Arrow:
    """`source` names `target`, at a place that a person can open."""

    source: str
    target: str
    place: str

    @property
    def wrong(self) -> bool:
        """Whether it points left, sideways, or at the settings."""
        if self.source == self.target:
            return False
        if self.target == "cms":
            return True
        if self.source == "cms":
            return False
        return LEVEL[self.target] <= LEVEL[self.source]


def wrong_arrows(root: Path) -> list[str]:
    """One line for each arrow of the tree at `root` that must not be."""
    found = [*python_arrows(root), *template_arrows(root)]
    return sorted({f"{arrow.place}: {arrow.source} -> {arrow.target}" for arrow in found if arrow.wrong})


def modules(root: Path) -> Iterator[tuple[str, Path]]:
    """Each module of a room or of cms with its room; migrations are history and left out."""
    for room in (*LEVEL, "cms"):
        for path in sorted((root / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield room, path


def python_arrows(root: Path) -> Iterator[Arrow]:
    """The arrows of imports, of models, addresses and templates named in Python."""
    owners = template_owners(root)
    for room, path in modules(root):
        for node in ast.walk(ast.parse(path.read_text())):
            place = f"{path.relative_to(root)}:{getattr(node, 'lineno', 1)}"
            imported = set(_imports(node, path, root))
            if room == "cms":
                # cms names the rooms by string; importing one is what it must not do.
                yield from (Arrow(target, "cms", place) for target in imported - {"cms"})
                continue
            for target in imported | set(_named(node, owners)):
                yield Arrow(room, target, place)


def _imports(node: ast.AST, path: Path, root: Path) -> Iterator[str]:
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        parts = path.relative_to(root).parent.parts
        base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
        names = [".".join(filter(None, (base, node.module))) or node.names[0].name]
    elif isinstance(node, ast.Call) and _called(node) == "import_module":
        names = [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)]
    yield from (name.split(".")[0] for name in names if name.split(".")[0] in {*LEVEL, "cms"})


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _named(node: ast.AST, owners: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Call) and _called(node) in REVERSERS | {"get_model"}:
        for arg in node.args[:1]:
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str):
                room = re.split("[:.]", arg.value)[0]
                if room in LEVEL and (":" in arg.value or _called(node) == "get_model"):
                    yield room
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        model = MODEL_NAME.match(node.value)
        if model and model[1] in LEVEL:
            yield model[1]
        if owners.get(node.value) in LEVEL:
            yield owners[node.value]


def templates(root: Path) -> dict[str, Path]:
    """Template name -> file, of the project's folder and of each room's own."""
    folders = [root / "templates", *(root / room / "templates" for room in LEVEL)]
    return {
        str(path.relative_to(folder)): path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def template_owners(root: Path) -> dict[str, str]:
    """Template name -> the room named in its first comment; templates without one are left out.

    The frame around every page belongs to cms, which names the rooms by string: it has no arrows.
    """
    found = {
        name: OWNER.search(path.read_text())
        for name, path in templates(root).items()
        if path.suffix == ".html"
    }
    return {name: match[1] for name, match in found.items() if match and match[1] in {*LEVEL, "cms"}}


def template_arrows(root: Path) -> Iterator[Arrow]:
    """The arrows of load, include, extends and url tags."""
    owners = template_owners(root)
    libraries = {path.stem: room for room in LEVEL for path in (root / room / "templatetags").glob("*.py")}
    for name, path in templates(root).items():
        if owners.get(name) not in LEVEL:
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            words = [word for match in LOAD.findall(line) for word in match.split(" from ")[-1].split()]
            targets = [libraries.get(word) for word in words]
            targets += [owners.get(other) for other in TEMPLATE.findall(line)]
            targets += [room for room in URL.findall(line) if room in LEVEL]
            for target in {target for target in targets if target in LEVEL}:
                yield Arrow(owners[name], target, f"{path.relative_to(root)}:{number}")
