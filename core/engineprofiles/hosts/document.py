"""A base document: InferenceSettings of the application's own, in a file."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path as FilePath

from engineprofiles.documents.reader import YamlDocument, read
from engineprofiles.model.registry import Decoded
from engineprofiles.problems import Location, Problem
from engineprofiles.resolution import Layer, LayeredSettings, Semantics
from engineprofiles.resolution.reading import read_settings as read_tree


def read_settings(path: str | PathLike[str]) -> LayeredSettings:
    """The InferenceSettings of the YAML or JSON document at ``path``, to be used as a base.

    A missing file or bad content is among the ``problems`` of what is returned; asking it for typed ``settings``
    raises then.
    """
    source = fspath(path)
    try:
        content = FilePath(source).read_bytes()
    except FileNotFoundError:
        return _broken(Problem("source-missing", f"there is no file {source}", "", Location(source)))
    except OSError as error:
        return _broken(Problem("source-unreadable", f"{error.strerror}", "", Location(source)))
    return settings_from_yaml(read(content, source))


def settings_from_yaml(document: YamlDocument) -> LayeredSettings:
    """The InferenceSettings that a document holds at its root."""
    problems = document.problems
    tree = document.tree
    if tree is not None and not isinstance(tree, dict):
        problems += (Problem("wrong-type", "settings must be a map", "", document.locate(())),)
        tree = None
    layer = Layer(
        index=0,
        registry="",
        profile=document.source,
        settings=read_tree(tree, document.locate),
        profile_problems=problems,
        # Geppetto takes a blank document for settings that set nothing, which is not the same as no settings.
        tree={"inference_settings": tree or {}},
        decoded=Decoded.ONCE,
        # The settings are the whole document here, while a layer's paths start at a profile.
        locate=lambda path: document.locate(path[1:]),
    )
    return LayeredSettings((layer,), Semantics.DOCUMENTED)


def _broken(problem: Problem) -> LayeredSettings:
    return LayeredSettings((Layer(0, "", problem.location.source, problem=problem),), Semantics.DOCUMENTED)
