"""Every error a person can meet; each message says what happened and what to do.

RegionwiseError
├── SettingsError               a setting is unknown or has a value out of range
├── QuestionError               a question is empty or too long
├── SourceNotFound              a path that was given does not exist, or holds nothing to read
├── SourceClash                 two paths would give the same document
├── EditError                   a field cannot be set to what was given
├── UnreadableSource            one file cannot be read; the others go on
│   └── UnreadableForNow        nor can it now, but the next run tries again
├── LibraryError                the library folder cannot be used
│   ├── LibraryInUse            another process owns the folder
│   ├── LibraryNotWritable      a read-only folder or a full disk
│   ├── LibraryEmpty            no document has been ingested yet
│   ├── LibraryTooNew           made by a newer version of Regionwise
│   └── EmbeddingModelMismatch  made with another embedding model
├── EmbeddingModelUnavailable   the embedding model cannot be loaded
└── LanguageModelUnavailable    the language model cannot be reached
"""


class RegionwiseError(Exception):
    """A fault whose message is one clear sentence for a person."""

    exit_code = 1


class SettingsError(RegionwiseError):
    """A setting is unknown or has a value out of range."""

    exit_code = 2


class QuestionError(RegionwiseError):
    """A question is empty or too long."""

    exit_code = 2


class SourceNotFound(RegionwiseError):
    """A path that was given does not exist, or holds nothing to read."""

    exit_code = 2


class SourceClash(RegionwiseError):
    """Two of the paths that were given would become the same document."""

    exit_code = 2


class EditError(RegionwiseError):
    """A field of a document cannot be set to what was given."""

    exit_code = 2


class UnreadableSource(RegionwiseError):
    """One file cannot be read; the message is the reason in the report."""


class UnreadableForNow(UnreadableSource):
    """One file cannot be read for a reason that is not its own, such as a missing program: the next run tries again."""


class LibraryError(RegionwiseError):
    """The library folder cannot be used."""


class LibraryInUse(LibraryError):
    """Another process owns the library folder."""


class LibraryNotWritable(LibraryError):
    """The library folder is read-only or its disk is full."""


class LibraryEmpty(LibraryError):
    """No document has been ingested yet."""


class LibraryTooNew(LibraryError):
    """The library was made by a newer version of Regionwise."""


class EmbeddingModelMismatch(LibraryError):
    """The library was made with another embedding model."""


class EmbeddingModelUnavailable(RegionwiseError):
    """The embedding model cannot be loaded."""


class LanguageModelUnavailable(RegionwiseError):
    """The language model cannot be reached or is not installed; `why` is `unreachable`, `slow` or `quota`."""

    def __init__(self, message: str, why: str = "unreachable") -> None:
        super().__init__(message)
        self.why = why
