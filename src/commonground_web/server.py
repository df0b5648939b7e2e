"""One side's server: its seat is what its login role says, its folder what the database gives that role."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from commonground_web import desk, seat
from commonground_web.laptop import LOOPBACK, bound

THREADS = 8  # each has a connection to the database of its own


class NotReached(desk.NotOpened):
    """The database does not answer, or does not let the login role in."""

    def __init__(self, said: str) -> None:
        super().__init__(f"The database of DATABASE_URL cannot be reached: {said.strip()}")


class OtherSide(desk.NotOpened):
    """The login role sits on another side than the one asked for."""

    def __init__(self, asked: str, sits: str) -> None:
        super().__init__(f'--party is "{asked}"; the login role of DATABASE_URL sits at "{sits}".')


@contextlib.contextmanager
def opened(party: str = "") -> Iterator[desk.Desk | desk.Unlaid]:
    """The desk of the side that DATABASE_URL logs in as.

    Raises `BadInput`, and each kind of `desk.NotOpened`.
    """
    ready_accounts()
    from django.db import OperationalError

    from commonground_web import checkout
    from commonground_web.records.safe_connection import seat_of_connection

    try:
        sits = seat_of_connection()
    except OperationalError as problem:
        raise NotReached(str(problem)) from None
    if party and party != sits.side:
        raise OtherSide(party, sits.side)
    seat.take(sits)
    with TemporaryDirectory(prefix="commonground-") as place:
        folder = Path(place) / sits.negotiation
        folder.mkdir(mode=0o700)
        held = checkout.Checkout(sits, folder)
        held.refresh()
        checkout.keep(held)
        yield desk.Unlaid(sits.negotiation) if held.is_empty else desk.lay(folder, sits.party)


def ready_accounts() -> None:
    """Django set up for this side, with the tables of its accounts as this version has them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "commonground_web.server_settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STATE.mkdir(parents=True, exist_ok=True, mode=0o700)
    (settings.STATE / "accounts.sqlite3").touch(mode=0o600)
    call_command("migrate", database="accounts", verbosity=0)


def application() -> Any:
    """The WSGI application of a desk that is laid."""
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    static = Path(__file__).parent / "static"
    return WhiteNoise(get_wsgi_application(), root=str(static), prefix="static/", max_age=300)


def serve(port: int, told: Callable[[str], None]) -> None:
    """Answer until interrupted; `told` is given the address. Raises `NoPort`."""
    from waitress import create_server

    with bound(port) as held:
        from commonground_web.first_page import lay_out_soon
        from commonground_web.shown.uploads import LARGEST_REQUEST

        limits = {"threads": THREADS, "max_request_body_size": LARGEST_REQUEST}
        server = create_server(application(), sockets=[held], ident=None, **limits, **_behind_proxy())

        desk.settle()
        told(f"http://{LOOPBACK}:{held.getsockname()[1]}/")
        lay_out_soon()
        with contextlib.closing(server):
            server.run()


def _behind_proxy() -> dict[str, Any]:
    """Where a proxy with TLS stands before it: that it is believed, who asked, and whether by TLS."""
    if not os.environ.get("COMMONGROUND_HOST"):
        return {}
    believed = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": LOOPBACK, "trusted_proxy_headers": believed, "clear_untrusted_proxy_headers": True}
