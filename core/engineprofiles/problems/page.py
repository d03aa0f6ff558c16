"""The table of codes as a page in Markdown: what each means, how to mend it, and an example."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.problems.code import Code
from engineprofiles.problems.codes import CODES
from engineprofiles.problems.example import Form, form_of

_HEAD = """\
# Problems

`profiledeck check` and the app report what is wrong or risky, each thing with a code. An **error** keeps a profile, a
registry or a source from being used as it stands. A **warning** works, and most likely not as meant. A note, in data
**info**, is worth knowing.

A code is silenced for one run with `profiledeck check --ignore CODE`, and for good by a comment in the registry: on the
line of the problem, or alone on the line above it.

```yaml
chat: {enigne: gpt-5} # profiledeck: ignore[unknown-key]
```

Several codes stand in one pair of brackets, with commas between them. What keeps a whole document from being read as a
registry cannot be silenced in it.

This page is made from the table in the code: `make docs`.
"""


def problems_page() -> str:
    """The text of ``docs/problems.md``."""
    return "\n".join([_HEAD, *_table(), *(line for code in CODES.values() for line in _section(code))])


def _table() -> Iterator[str]:
    yield "| code | severity | what it means |"
    yield "|---|---|---|"
    for code in CODES.values():
        yield f"| [`{code.name}`](#{code.name}) | {code.severity} | {code.meaning} |"
    yield ""


def _section(code: Code) -> Iterator[str]:
    yield f"## {code.name}\n"
    yield f"{str(code.severity).capitalize()}. {code.meaning} {code.mend}\n"
    yield from _example("Bad", code.bad)
    yield from _example("Good", code.good)


def _example(title: str, example: str) -> Iterator[str]:
    match form_of(example):
        case Form.WORDS:
            yield f"{title}: {example}\n"
        case Form.YAML:
            yield f"{title}:\n\n```yaml\n{example}```\n"
        case Form.COMMAND:
            yield f"{title}:\n\n```console\n{example}\n```\n"
