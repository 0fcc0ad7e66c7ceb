"""What has been worked out, kept in the process's memory beside what it was made of, and given again for the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class KeptBeside(Generic[V]):
    """The last `size` answers, each beside the parts it was made of. An answer is given again when the same is asked of
    equal parts, and made anew otherwise: a figure that is changed makes what rests on it anew, and nothing else.

    Parts are compared with `==`, which is done at once where they are the very same objects. What is kept is shared by
    all who ask, so nobody changes it.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, tuple[object, V]] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Hashable, parts: object, make: Callable[[], V]) -> V:
        """What `make` gives, or gave when `question` was last asked, if it was of equal `parts`.

        >>> kept = KeptBeside[int](size=8)
        >>> kept.answer("sum", (1, 2), lambda: 3), kept.answer("sum", (1, 2), lambda: 0)
        (3, 3)
        >>> kept.answer("sum", (1, 5), lambda: 6)
        6
        """
        kept = self._kept.get(question)
        if kept is not None and kept[0] == parts:
            return kept[1]
        made = make()
        with self._lock:
            self._kept[question] = (parts, made)
            self._kept.move_to_end(question)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """Keep nothing of what has been answered."""
        with self._lock:
            self._kept.clear()
