"""A failure of setting up that the reader can put right."""


class Trouble(Exception):
    """What happened, and what to do about it; ``status`` becomes the exit status."""

    def __init__(self, happened: str, remedy: str, status: int = 1) -> None:
        super().__init__(happened)
        self.happened = happened
        self.remedy = remedy
        self.status = status

    def __str__(self) -> str:
        return f"{self.happened}\n{self.remedy}"
