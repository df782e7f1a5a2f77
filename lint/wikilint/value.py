"""Small classes with named fields, as of `dataclasses`, at a tenth of what those cost to define.

    @frozen
    class Edit:
        start: int
        end: int
        content: str = ""

`dataclasses` brings `inspect` along and compiles six methods for each class: a third of what the check of one file
took. Here classes share their methods, and `__init__` is compiled when the first object is made.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


class _Field:
    """What is special about a field."""

    __slots__ = ("compare", "factory")

    def __init__(self, factory: Callable[[], Any], compare: bool) -> None:
        self.factory = factory
        self.compare = compare


def field(*, default_factory: Callable[[], Any], compare: bool = True) -> Any:
    """A field whose default is made anew for each object. compare: whether it counts for equality."""
    return _Field(default_factory, compare)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """A class of objects that never change: equal if their fields are equal, with slots, matched by position.

    A method that the class defines itself stays. `__post_init__` is called as with `dataclasses`.
    """
    return _made(cls, _FROZEN, is_frozen=True)


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def mutable(cls: type[T]) -> type[T]:
    """A class of objects that change: each is equal only to itself; otherwise like `frozen`."""
    return _made(cls, _MUTABLE, is_frozen=False)


def replace(known: T, /, **changes: Any) -> T:
    """A copy of `known` with other values for some of its fields."""
    cls: Any = type(known)
    for name in cls.__match_args__:
        if name not in changes:
            changes[name] = getattr(known, name)
    made: T = cls(**changes)
    return made


def _made(cls: type[T], methods: dict[str, Any], *, is_frozen: bool) -> type[T]:
    namespace = dict(vars(cls))
    names = tuple(namespace.get("__annotations__", ()))
    defaults = {name: namespace.pop(name) for name in names if name in namespace}
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    fields = {name: each for name, each in defaults.items() if isinstance(each, _Field)}
    compared = [name for name in names if name not in fields or fields[name].compare]
    kind: Any = type(cls)
    made: Any = kind(
        cls.__name__,
        cls.__bases__,
        {
            **methods,
            "__init__": _first_of(names, defaults, is_frozen, "__post_init__" in namespace),
            **namespace,
            "__slots__": names,
            "__match_args__": names,
            "__compared__": attrgetter(*compared) if compared else id,
        },
    )
    result: type[T] = made
    return result


def _first_of(
    names: tuple[str, ...], defaults: dict[str, Any], is_frozen: bool, is_post: bool
) -> Callable[..., None]:
    """The `__init__` of a class, until it is called: then the compiled one takes its place."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it is one
        cls: Any = next(each for each in type(self).__mro__ if vars(each).get("__init__") is __init__)
        cls.__init__ = _compiled(cls, names, defaults, is_frozen, is_post)
        cls.__init__(self, *given, **named)

    return __init__


def _compiled(
    cls: Any, names: tuple[str, ...], defaults: dict[str, Any], is_frozen: bool, is_post: bool
) -> Any:
    known: dict[str, Any] = {"_none": object()}
    parameters, lines = ["self"], []
    for name in names:
        content = name
        if isinstance(default := defaults.get(name), _Field):
            parameters.append(f"{name}=_none")
            content = f"_of_{name}() if {name} is _none else {name}"
            known[f"_of_{name}"] = default.factory
        elif name in defaults:
            parameters.append(f"{name}=_of_{name}")
            known[f"_of_{name}"] = default
        else:
            parameters.append(name)
        if is_frozen:
            known[f"_to_{name}"] = vars(cls)[name].__set__
            lines.append(f"_to_{name}(self, {content})")
        else:
            lines.append(f"self.{name} = {content}")
    lines.append("self.__post_init__()" if is_post else "pass")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), known)  # noqa: S102 - names of fields
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return known["__init__"]


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({told})"


def _equal(self: Any, other: Any) -> object:
    if type(other) is not type(self):
        return NotImplemented
    compared: Callable[[Any], object] = self.__compared__
    return compared(self) == compared(other)


def _hash(self: Any) -> int:
    return hash(self.__compared__(self))


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise AttributeError(f"a {type(self).__name__} never changes: {name!r} cannot be set")


def _reduce(self: Any) -> tuple[Any, ...]:
    return _restored, (type(self), tuple([getattr(self, name) for name in self.__match_args__]))


def _restored(cls: type[T], values: tuple[Any, ...]) -> T:
    made = object.__new__(cls)
    for name, content in zip(cls.__match_args__, values, strict=True):  # type: ignore[attr-defined]
        object.__setattr__(made, name, content)
    return made


_MUTABLE: dict[str, Any] = {"__repr__": _repr, "__reduce__": _reduce}
_FROZEN: dict[str, Any] = {
    **_MUTABLE,
    "__eq__": _equal,
    "__hash__": _hash,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
