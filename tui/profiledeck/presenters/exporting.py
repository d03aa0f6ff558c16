"""Settings as text for something else to take in, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from engineprofiles import LayeredSettings
from engineprofiles.export import base_document, environment
from profiledeck.presenters.formats import FORMATS
from profiledeck.presenters.questions import Question
from profiledeck.state import State


class Form(NamedTuple):
    """A form to export in: its name for a person, what it is for, and what its files are called."""

    title: str
    meaning: str
    suffix: str


FORMS: Mapping[str, Form] = {
    "yaml": Form("YAML", "the settings alone", "yaml"),
    "json": Form("JSON", "the settings alone", "json"),
    "toml": Form("TOML", "the settings alone", "toml"),
    "base": Form("Base document", "for --base, or an application of your own", "base.yaml"),
    "env": Form("Variables", "shell lines that set an application's base", "env"),
}
COPY, WRITE = "copy", "write"


def exported(settings: LayeredSettings, form: str, prefix: str, reveal: bool = False) -> str:
    """The text of ``settings`` in one of the :data:`FORMS`, secrets masked or left out unless ``reveal``. The names of
    variables begin with ``prefix``."""
    if form == "env":
        return environment(settings, prefix, reveal=reveal)
    if form == "base":
        return base_document(settings, reveal=reveal)
    return FORMATS[form](settings.masked_values(reveal))


def prefix_of(state: State) -> str:
    """What the variables of the application begin with; those of Pinocchio where none is known."""
    application = state.chain.application if state.chain else None
    name = application.name if application and application.name else "pinocchio"
    return name.upper().replace("-", "_")


def what_to_export(state: State) -> Question:
    """Asks for the form."""
    what = "final settings" if state.final else "overlay"
    ref = "/".join(state.selected or ())
    text = f"The {what} of {ref}, {state.semantics}. Secrets are masked; `profiledeck export --reveal` prints them."
    return Question("Export", text, [(form, each.title, each.meaning) for form, each in FORMS.items()])


def where_to_export(form: str, file: str) -> Question:
    """Asks where the text is to go; ``file`` would be its name."""
    answers = ((COPY, "Copy", "to the clipboard of the terminal"), (WRITE, "Write", f"a new file {file} here"))
    return Question(f"Export as {FORMS[form].title}", "Where to?", answers)
