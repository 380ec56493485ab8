"""Everything a user can do: name, shortcut, tip and menu, written once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ActionSpec:
    """One thing a user can do.

    Attributes
    ----------
    shortcut
        Portable text such as ``Ctrl+E``; empty for none.
    """

    id: str
    text: str
    shortcut: str
    tip: str
    menu: str
    toolbar: bool = False


ACTIONS = (
    ActionSpec(
        "open",
        "&Open project\N{HORIZONTAL ELLIPSIS}",
        "Ctrl+O",
        "Open the file that holds a council's work",
        "&File",
    ),
    ActionSpec(
        "open_case",
        "Open case &folder\N{HORIZONTAL ELLIPSIS}",
        "Ctrl+Alt+O",
        "Open the folder of another authority's tables",
        "&File",
    ),
    ActionSpec(
        "save",
        "&Save project",
        "Ctrl+S",
        "Keep tables, options, notes, comments and what was decided in one file",
        "&File",
    ),
    ActionSpec(
        "save_as",
        "Save project &as\N{HORIZONTAL ELLIPSIS}",
        "Ctrl+Shift+S",
        "Save what is open as another project file, and go on with that",
        "&File",
    ),
    ActionSpec(
        "export",
        "&Export cabinet map\N{HORIZONTAL ELLIPSIS}",
        "Ctrl+E",
        "Write the cabinet map of this option as PDF, SVG and PNG, and its tables",
        "&File",
        toolbar=True,
    ),
    ActionSpec(
        "pack",
        "&Write a pack of papers\N{HORIZONTAL ELLIPSIS}",
        "Ctrl+Shift+E",
        "Write the papers for cabinet, scrutiny, DfE or families, in every format",
        "&File",
    ),
    ActionSpec("quit", "&Quit", "Ctrl+Q", "Close the window", "&File"),
    ActionSpec(
        "undo", "&Undo", "Ctrl+Z", "Take back the last edit", "&Edit", toolbar=True
    ),
    ActionSpec(
        "redo",
        "&Redo",
        "Ctrl+Shift+Z",
        "Bring back the edit last undone",
        "&Edit",
        toolbar=True,
    ),
    ActionSpec(
        "copy", "&Copy option", "Ctrl+D", "Keep a copy under another name", "&Option"
    ),
    ActionSpec("rename", "Re&name", "F2", "Give this option another name", "&Option"),
    ActionSpec("delete", "&Delete", "Ctrl+Del", "Drop this option", "&Option"),
    ActionSpec(
        "comments",
        "Co&mments\N{HORIZONTAL ELLIPSIS}",
        "Ctrl+Shift+M",
        "What was said of this option, the scheme picked or the district marked",
        "&Option",
    ),
    ActionSpec(
        "swap",
        "S&wap A and B",
        "Ctrl+Shift+B",
        "Compare the same two options the other way round",
        "&Option",
    ),
    ActionSpec(
        "find",
        "&Find plan",
        "F5",
        "Look for the best plan within the money and the rules, in the background",
        "&Plan",
        toolbar=True,
    ),
    ActionSpec(
        "stop",
        "&Stop",
        "Ctrl+.",
        "End the search and keep the best plan",
        "&Plan",
        toolbar=True,
    ),
    ActionSpec(
        "rules",
        "&Rules\N{HORIZONTAL ELLIPSIS}",
        "Ctrl+R",
        "Say what every plan must keep: shares, parity, the largest gap, routes",
        "&Plan",
    ),
    ActionSpec(
        "put_in",
        "Put &in",
        "Ctrl+Shift+I",
        "Every plan found holds the scheme picked",
        "&Plan",
    ),
    ActionSpec(
        "leave_out",
        "&Leave out",
        "Ctrl+Shift+O",
        "No plan found holds the scheme picked",
        "&Plan",
    ),
    ActionSpec(
        "release",
        "R&elease",
        "",
        "Let plans leave out the approved scheme picked; what was spent stays spent",
        "&Plan",
    ),
    ActionSpec(
        "ask_nothing",
        "&Ask nothing",
        "Ctrl+Shift+U",
        "Take back what is asked of the scheme picked",
        "&Plan",
    ),
    ActionSpec(
        "why",
        "Wh&y this scheme?",
        "F6",
        "What would be otherwise without the scheme that is picked",
        "&Questions",
    ),
    ActionSpec(
        "why_not",
        "Why &not here?",
        "Shift+F6",
        "What having the scheme that is picked would take",
        "&Questions",
    ),
    ActionSpec(
        "explain",
        "E&xplain this option",
        "F7",
        "Why its schemes, what a host is worth, which rules bind, and what if",
        "&Questions",
    ),
    ActionSpec(
        "curve",
        "Work out the &curve",
        "F8",
        "The best plan for more and for less capital",
        "&Questions",
    ),
    ActionSpec(
        "take_point",
        "&Keep this plan as an option",
        "",
        "Keep the plan of the point picked on the curve, with its capital",
        "&Questions",
    ),
    ActionSpec(
        "futures",
        "&Try in many futures",
        "F9",
        "In how many futures each scheme saves more than it costs",
        "&Questions",
    ),
    ActionSpec(
        "stop_asking",
        "&Stop the question",
        "Ctrl+Shift+.",
        "End the question, and show what has been worked out",
        "&Questions",
    ),
    ActionSpec(
        "figures",
        "Status of &figures",
        "Ctrl+I",
        "Every figure: published, derived or a working assumption, with its source",
        "&View",
        toolbar=True,
    ),
    ActionSpec(
        "find_place",
        "Fi&nd a place",
        "Ctrl+F",
        "Go to a district, a town, a school (name or URN) or a scheme",
        "&View",
    ),
    ActionSpec(
        "story",
        "&Story of the district",
        "Ctrl+Shift+D",
        "Read what this option means for the district or area that is marked",
        "&View",
    ),
    ActionSpec(
        "later", "Year &later", "Ctrl+Right", "Show the next academic year", "&View"
    ),
    ActionSpec(
        "earlier", "Year &earlier", "Ctrl+Left", "Show the year before", "&View"
    ),
    ActionSpec(
        "play", "&Play the years", "Ctrl+T", "Show year after year, or pause", "&View"
    ),
    ActionSpec("nearer", "Zoom &in", "Ctrl++", "Come nearer on the map", "&View"),
    ActionSpec("farther", "Zoom &out", "Ctrl+-", "Show more of the map", "&View"),
    ActionSpec("fit", "&Whole map", "Ctrl+0", "Show the whole authority", "&View"),
    ActionSpec(
        "restricted",
        "&Restricted view",
        "Ctrl+Shift+R",
        "Show sites and unrounded figures; what is exported is then restricted too",
        "&View",
        toolbar=True,
    ),
    ActionSpec(
        "engagement",
        "Engage&ment event",
        "F11",
        "Show families what is open now, frozen, full screen and in public",
        "&View",
    ),
    ActionSpec(
        "colours_system",
        "Colours of the s&ystem",
        "",
        "Light or dark, as this computer is",
        "&View",
    ),
    ActionSpec(
        "colours_light", "Li&ght colours", "", "Dark text on a light window", "&View"
    ),
    ActionSpec(
        "colours_dark",
        "&Dark colours",
        "",
        "Light text on a dark window; maps stay on white",
        "&View",
    ),
    ActionSpec(
        "palette",
        "&Commands\N{HORIZONTAL ELLIPSIS}",
        "Ctrl+K",
        "Find a command by a few letters of it",
        "&Help",
    ),
    ActionSpec(
        "shortcuts",
        "&Keyboard shortcuts",
        "F1",
        "Every action and its keys",
        "&Help",
    ),
    ActionSpec(
        "history",
        "&History of this project",
        "Ctrl+H",
        "Who decided, imported and saved what, and when",
        "&Help",
    ),
    ActionSpec("about", "&About", "", "What this is, and what stays here", "&Help"),
)
