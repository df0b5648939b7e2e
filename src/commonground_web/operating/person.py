"""`python -m commonground_web person`: an account at a side's server, made at that side's own terminal."""

from __future__ import annotations

import os
import secrets
import sys

from commonground.asked.misused import Misused
from commonground.cli import exits


def person(name: str, *, again: bool = False, remove: bool = False) -> int:
    """Make an account, with a password that is drawn and told once. The second factor is set up at the first sign-in.

    It needs the variables of the side's file, as `commonground serve` does.

    Parameters
    ----------
    name
        the person's short name
    again
        a new password for an account that is there, and its second factor set up anew
    remove
        take the account away
    """
    if not os.environ.get("DATABASE_URL"):
        raise Misused("DATABASE_URL is not set. Give the variables of the side's own file.")
    from commonground_web import server

    server.ready_accounts()
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.models import User

    found = User.objects.filter(username=name).first()
    if found is None and (again or remove):
        raise Misused(f'No account is called "{name}".')
    if found is not None and not (again or remove):
        raise Misused(f'"{name}" has an account already. Give --again for a new password, or --remove.')
    if found is not None:
        Authenticator.objects.filter(user=found).delete()
    if found is not None and remove:
        found.delete()
        sys.stdout.write(f"{name} has no account any more.\n")
        return exits.DONE
    password = secrets.token_urlsafe(15)
    account = found or User(username=name)
    account.set_password(password)
    account.save()
    sys.stdout.write(f"{name} may sign in with the password {password}\n")
    return exits.DONE
