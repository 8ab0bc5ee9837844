"""Average-linkage grouping: the two closest groups are joined first, until none are close enough."""

from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush

FAR = -10.0
"""Between two that share too little to be compared."""


def agglomerate(
    weights: Sequence[float],
    pairs: Iterable[tuple[int, int]],
    points: Callable[[int, int], float],
    enough: float,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups of indices. `pairs` are those worth comparing, all others are FAR. `same` are joined whatever the points;
    no group holds both of a pair of `different`. Ties fall to the smaller indices, so that equal input gives equal
    groups; callers sort their items by content to be independent of the order of reading."""
    members = {i: [i] for i in range(len(weights))}
    weight = dict(enumerate(weights))
    apart: dict[int, set[int]] = {i: set() for i in members}
    for a, b in different:
        apart[a].add(b)
        apart[b].add(a)
    near: dict[int, dict[int, float]] = {i: {} for i in members}
    for a, b in pairs:
        near[a][b] = near[b][a] = points(a, b)

    def join(a: int, b: int) -> None:
        """b becomes part of a."""
        total = weight[a] + weight[b]
        for other in near[a].keys() | near[b].keys():
            if other in (a, b):
                continue
            value = (weight[a] * near[a].get(other, FAR) + weight[b] * near[b].get(other, FAR)) / total
            near[a][other] = near[other][a] = value
            near[other].pop(b, None)
        near[a].pop(b, None)
        del near[b]
        members[a] += members.pop(b)
        weight[a] = total
        for other in apart.pop(b):
            apart[other].discard(b)
            apart[other].add(a)
            apart[a].add(other)

    home = {i: i for i in members}
    for a, b in same:
        one, two = sorted((home[a], home[b]))
        if one != two and two not in apart[one]:
            join(one, two)
            for i in members[one]:
                home[i] = one
    heap = [(-value, a, b) for a, row in near.items() for b, value in row.items() if a < b and value >= enough]
    heapify(heap)
    while heap:
        value, a, b = heappop(heap)
        if a not in near or near[a].get(b) != -value or b in apart[a]:
            continue
        join(a, b)
        for other, closer in near[a].items():
            if closer >= enough:
                heappush(heap, (-closer, min(a, other), max(a, other)))
    return [sorted(members[i]) for i in sorted(members)]
