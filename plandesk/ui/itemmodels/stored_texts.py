"""What the plan table shows beside its rows: columns that are read when somebody shows them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from plandesk.ui.itemmodels.plan_columns import ColumnSpec

# Reads what a column says, for all rows or for some: (field, ids) to text by plan item.
Reader = Callable[[str, Collection[int] | None], dict[int, str]]


class StoredTexts:
    """The texts of stored columns by plan item, each column read at its first use.

    A large plan has many texts that nobody looks at; reading all of them with the rows would take
    longer than reading the rows.
    """

    def __init__(self) -> None:
        self.reader: Reader = lambda _field, _ids: {}
        self.sought: tuple[ColumnSpec, ...] = ()  # those that the words of a filter look in
        self._texts: dict[str, dict[int, str]] = {}

    def forget(self) -> None:
        """Read every column anew when it is next asked for."""
        self._texts = {}

    def of(self, spec: ColumnSpec) -> dict[int, str]:
        """Return what a column says by plan item; a row that says nothing is left out."""
        found = self._texts.get(spec.field)
        if found is None:
            found = self._texts[spec.field] = self.reader(spec.field, None)
        return found

    def read_again(self, items: Collection[int]) -> None:
        """Read anew what the columns in use say of some rows."""
        for field, texts in self._texts.items():
            for item in items:
                texts.pop(item, None)
            texts |= self.reader(field, items)

    def seek_in(self, specs: Iterable[ColumnSpec]) -> bool:
        """Let words be found in these columns; tell whether they are others than before."""
        before = self.sought
        self.sought = tuple(spec for spec in specs if spec.stored)
        return {spec.field for spec in before} != {spec.field for spec in self.sought}

    def words(self) -> dict[int, str]:
        """Return the folded words of the columns that words are looked for in, by plan item."""
        found: dict[int, str] = {}
        for spec in self.sought:
            for item, text in self.of(spec).items():
                found[item] = f"{found.get(item, '')}\n{text.casefold()}"
        return found
