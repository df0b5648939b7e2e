"""The pace: how many requests one person, or one address that nobody is signed in at, may send in ten seconds."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
SECONDS, SIGNED_IN, STRANGERS, MOST_KEPT = 10.0, 300, 60, 10_000


class Pace:
    """Who asked when, lately. `now` gives seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.asked: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, who: str, most: int) -> bool:
        """Whether one more is within the pace; it counts if it is."""
        moment, times = self.now(), self.asked.pop(who, deque())
        while times and times[0] <= moment - SECONDS:
            times.popleft()
        is_within = len(times) < most
        if is_within:
            times.append(moment)
        self.asked[who] = times
        if len(self.asked) > MOST_KEPT:
            self.asked.popitem(last=False)
        return is_within


def at_a_pace(answer: Answer) -> Answer:
    """Whoever asks faster is told to wait."""
    pace = Pace()

    def guarded(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            allowed = pace.allows(f"person {request.user.pk}", SIGNED_IN)
        else:
            allowed = pace.allows(f"address {request.META.get('REMOTE_ADDR', '')}", STRANGERS)
        if allowed:
            return answer(request)
        said = "Too many requests at once. Wait ten seconds, and ask again.\n"
        return HttpResponse(said, "text/plain", status=429, headers={"Retry-After": "10"})

    return guarded
