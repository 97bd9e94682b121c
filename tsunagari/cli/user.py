"""`tsunagari user add|list|end|password|second-factor|invite`: people, for whoever runs the installation."""

from __future__ import annotations

import argparse

from tsunagari.cli.django_setup import with_django
from tsunagari.cli.options import add_format, whole

AT_WORK = "tsunagari.cli.users_at_work"
PASSWORD_HELP = "read it from standard input instead of asking twice"  # noqa: S105 - a sentence


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    user = commands.add_parser("user", help="people: who can sign in, and what for")
    verbs = user.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", help="give someone a role; on an empty installation also the organisation")
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument("--role", default="administrator", help="default: administrator")
    add.add_argument("--organisation", type=whole, metavar="N", help="its number, as `user list` shows it")
    add.add_argument("--new-organisation", metavar="NAME", help="found it first: needs --kind, --prefecture")
    add.add_argument("--kind", default="hub")
    add.add_argument("--prefecture", metavar="NN")
    add.add_argument("--password-stdin", action="store_true", help=PASSWORD_HELP)
    add.set_defaults(run=with_django(f"{AT_WORK}.add"))
    list_ = verbs.add_parser("list", help="the roles held now")
    add_format(list_)
    list_.set_defaults(run=with_django(f"{AT_WORK}.list_roles"))
    end = verbs.add_parser("end", help="end someone's roles: they are out at their next request")
    end.add_argument("email")
    end.add_argument("--organisation", type=whole, metavar="N", help="only the roles there")
    end.set_defaults(run=with_django(f"{AT_WORK}.end"))
    password = verbs.add_parser("password", help="set a new password; every session of the person ends")
    password.add_argument("email")
    password.add_argument("--password-stdin", action="store_true", help=PASSWORD_HELP)
    password.set_defaults(run=with_django(f"{AT_WORK}.set_password"))
    factor = verbs.add_parser(
        "second-factor", help="remove someone's lost second factor; written in the journal, told by mail"
    )
    factor.add_argument("email")
    factor.add_argument("--remove", action="store_true", required=True, help="make sure first who is asking")
    factor.set_defaults(run=with_django(f"{AT_WORK}.drop_second_factor"))
    invite = verbs.add_parser("invite", help="offer a role by mail, in an administrator's name")
    invite.add_argument("email")
    invite.add_argument("--role", required=True)
    invite.add_argument("--by", required=True, metavar="EMAIL", help="an administrator of the organisation")
    invite.set_defaults(run=with_django(f"{AT_WORK}.invite_by_mail"))
