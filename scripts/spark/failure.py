"""The one way in which a job says why there is no result."""


class Failure(Exception):
    """One sentence, and what helps."""

    def __init__(self, reason, help=None):
        super().__init__(reason)
        self.help = help
