"""Rooms of one-object files: formats, rules and reports, found by looking, loaded on demand.

A room is a package in which each file holds one object under an agreed attribute name.
Adding one means adding a file; nothing is registered anywhere. Third parties add theirs by
an entry point of the room's group, under a name of the same shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Generic, TypeVar

from evidence.errors import EvidenceError, NotFound

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Registry(Generic[T]):
    """The objects of one room by name.

    A file's name is its object's, with hyphens for underscores (`csl_json.py` is
    `csl-json`). Subpackages, `base` and files whose name begins with an underscore are the
    room's own furniture.

    Args:
        package: the room (`evidence.rules`).
        attribute: what each file calls its object (`RULE`).
        kind: the class of the objects.
        group: the entry-point group of third parties (`evidence.rules`).
        what: what one object is called in a message ("rule").
        listing: the command that lists them.
    """

    package: str
    attribute: str
    kind: type[T]
    group: str
    what: str
    listing: str

    def names(self) -> tuple[str, ...]:
        """Every name in order, without importing a file or a plug-in.

        Raises:
            EvidenceError: a plug-in has a name that is already taken.
        """
        return tuple(sorted({*self._files(), *self._plugins()}))

    def get(self, name: str) -> T:
        """Load the object with that name.

        Raises:
            NotFound: nothing is called so; its hint suggests the nearest names.
            EvidenceError: it is a plug-in's, which cannot be loaded.
        """
        files = self._files()
        if name in files:
            return self._from_file(files[name])
        plugins = self._plugins()
        if name in plugins:
            return self._from_plugin(plugins[name])
        raise NotFound.among(self.what, name, {*files, *plugins}, listing=self.listing)

    def items(self) -> Iterator[tuple[str, T]]:
        """Every name with its object, loaded as the iteration reaches it.

        Raises:
            EvidenceError: a plug-in cannot be loaded.
        """
        files, plugins = self._files(), self._plugins()
        for name in sorted({*files, *plugins}):
            yield (
                name,
                self._from_file(files[name]) if name in files else self._from_plugin(plugins[name]),
            )

    def _files(self) -> dict[str, str]:
        """Module names by object name."""
        spec = find_spec(self.package)
        folders = spec.submodule_search_locations if spec else None
        return {
            module.name.replace("_", "-"): f"{self.package}.{module.name}"
            for module in iter_modules(folders or ())
            if not module.ispkg and module.name != "base" and not module.name.startswith("_")
        }

    def _plugins(self) -> dict[str, EntryPoint]:
        """Third parties' entry points by name; none may take a name from anybody else."""
        taken = dict.fromkeys(self._files(), "evidence itself")
        found: dict[str, EntryPoint] = {}
        for entry in entry_points(group=self.group):
            if entry.name in found and found[entry.name].value == entry.value:
                continue  # an editable install and its wheel list the same entry twice
            if entry.name in taken:
                raise EvidenceError(
                    f"the plug-in {_described(entry)} wants the name of a {self.what} "
                    f"that {taken[entry.name]} provides",
                    hint=f"uninstall {_distribution(entry)}",
                )
            taken[entry.name] = _distribution(entry)
            found[entry.name] = entry
        return found

    def _from_file(self, module: str) -> T:
        loaded = getattr(import_module(module), self.attribute)
        if not isinstance(loaded, self.kind):
            raise TypeError(f"{module}.{self.attribute} is no {self.kind.__name__}")
        return loaded

    def _from_plugin(self, entry: EntryPoint) -> T:
        try:
            loaded = entry.load()
        except Exception as error:
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            raise self._broken(entry, f"cannot be loaded: {reason}") from error
        if not isinstance(loaded, self.kind):
            raise self._broken(
                entry, f"is of type {type(loaded).__name__}, not {self.kind.__name__}"
            )
        return loaded

    def _broken(self, entry: EntryPoint, fault: str) -> EvidenceError:
        return EvidenceError(
            f"the {self.what} plug-in {_described(entry)} {fault}",
            hint=f"update or uninstall {_distribution(entry)}",
        )


def _described(entry: EntryPoint) -> str:
    return f"{entry.name!r} of {_distribution(entry)} ({entry.value})"


def _distribution(entry: EntryPoint) -> str:
    """Whose entry point it is: the distribution's name, else the module's."""
    return entry.dist.name if entry.dist is not None else entry.module
