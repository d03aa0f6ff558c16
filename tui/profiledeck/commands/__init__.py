"""The commands of the app: one class each is the key, the palette entry and the line of the help.

A command that only changes what is shown is a pure step from one state to the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from profiledeck.commands.app import Help, NextTheme, Quit, Reload
from profiledeck.commands.command import Command
from profiledeck.commands.editing import (
    AddSetting,
    ChooseTarget,
    Discard,
    EditForm,
    EditStack,
    EditText,
    OverrideSetting,
    Redo,
    Review,
    Undo,
    UnsetSetting,
)
from profiledeck.commands.looking import (
    Compare,
    CopyPath,
    CopyValue,
    CycleRole,
    EditUsage,
    Export,
    Filter,
    OpenInEditor,
    Reveal,
    ShowMatrix,
    ShowProblems,
    ShowRelations,
    SwitchFinal,
    SwitchReading,
    showing,
)
from profiledeck.commands.profiles import (
    DeleteProfile,
    DeriveProfile,
    DuplicateProfile,
    MakeDefault,
    MoveProfile,
    NewProfile,
    RenameProfile,
    Use,
)
from profiledeck.presenters.keys import Hint
from profiledeck.state import Pane

__all__ = ["BY_ID", "COMMANDS", "HINTS", "Command", "OpenInEditor"]

COMMANDS: Sequence[type[Command]] = (
    Filter,
    OverrideSetting,
    NewProfile,
    CycleRole,
    ShowRelations,
    ShowMatrix,
    Compare,
    ShowProblems,
    SwitchReading,
    SwitchFinal,
    EditUsage,
    *(showing(number, pane) for number, pane in enumerate(Pane, 1)),
    UnsetSetting,
    AddSetting,
    ChooseTarget,
    EditStack,
    EditForm,
    DeriveProfile,
    DuplicateProfile,
    RenameProfile,
    MoveProfile,
    DeleteProfile,
    MakeDefault,
    Use,
    EditText,
    Undo,
    Redo,
    Review,
    Discard,
    CopyValue,
    CopyPath,
    Export,
    OpenInEditor,
    Reveal,
    Reload,
    NextTheme,
    Help,
    Quit,
)
"""Every command, in the order of the palette and the help."""

HINTS = tuple(command.hint() for command in COMMANDS if command.in_hints)
"""The last line of the first screen."""

PICKING_HINTS = (
    Hint("Enter", "picks", "app.simulate_key('enter')"),
    *(command.hint() for command in COMMANDS if command.in_hints and not command.edits),
)
"""The same while a profile is picked."""

BY_ID = {command.id: command for command in COMMANDS}
