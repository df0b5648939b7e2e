"""The words of the library that the pages for members and the public show: what their catalogue of translations must have.

`PATTERNS` are sentences with parts that vary. They are tried in this order, so what is longer stands first.
"""

from __future__ import annotations


def _(text: str) -> str:
    """Marks a text for the catalogue, and leaves it as it is."""
    return text


UNITS = (_("dollars"), _("dollars and cents"))
VERDICTS = (
    _("reproduced"),
    _("reproduced on another basis"),
    _("not reproducible from these assumptions"),
    _("unverifiable"),
)
STATUSES = (
    _("open"),
    _("half day"),
    _("closed"),
    _("cancelled"),
    _("furlough"),
    _("strike"),
    _("made up"),
)
PUBLISHED = (
    _("issue"),
    _("what stands now"),
    _("What both sides offer, issue by issue"),
    _("What each offer adds to the cost"),
    _("offer of"),
    _("all years"),
    _("the second more than the first"),
    _("Against what it would cost if nothing were changed. Offers that end sooner are taken to go on as they end."),
    _(
        "First as if nobody left or were hired; as people leave: as many go as usual, by their years of service, and newcomers"
        " take their places."
    ),
    _("Nobody is taken to leave or to be hired: the people of today grow older in their places."),
    _("What was said in public, and what is found"),
    _("what was said"),
    _("who, where and when"),
    _("figure"),
    _("found"),
    _("verdict"),
    _(
        "A verdict says whether a figure can be had again from this folder's model and the public figures beside it;"
        " it never says that a claim is false."
    ),
    _("School days"),
    _("day"),
    _("school"),
    _("why"),
    _("outside the school year"),
    _("no school"),
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
    _("Schools that stay open"),
    _("home school"),
    _("goes to"),
    _("address"),
    _("metres, in a straight line"),
)
HOLIDAYS = (
    _("Labor Day"),
    _("Columbus Day"),
    _("Indigenous Peoples' Day"),
    _("Election Day"),
    _("Veterans Day"),
    _("Thanksgiving break"),
    _("Thanksgiving"),
    _("Winter break"),
    _("Martin Luther King Jr. Day"),
    _("Presidents Day"),
    _("Presidents' Day"),
    _("Spring break"),
    _("Good Friday"),
    _("Memorial Day"),
    _("Juneteenth"),
)
MEMBER = (
    _("under"),
    _("a year"),
    _("pay"),
    _("take-home"),
    _("change on the year"),
    _("Status quo"),
    _("salaries"),
    _("lane movement"),
    _("longevity"),
    _("one-time payments"),
    _("performance pay"),
    _("retirement incentive"),
    _("retroactive pay"),
    _("leave paid out"),
    _("stipends"),
    _("work time"),
    _("furlough days"),
    _("class size: overload pay"),
    _("contribution picked up"),
    _("pay in lieu of pickup"),
    _("health contribution"),
    _("payroll taxes"),
    _("pension contribution"),
    _("Step"),
    _("Lane"),
    _("Schedule"),
    _("Unit"),
    _("Pension tier"),
    _("Health plan"),
    _("Plan's tier"),
    _("Take-home is before income tax and union dues."),
    _(
        "Lane movement is an expected value: what a change of lane adds, times the share of the lane who change. "
        "Who stays in the lane is paid without it."
    ),
    _("No health plan is chosen: choose one and its tier to have its contribution deducted."),
    _("freeze"),
    _("steps continue"),
    _("last raise continues"),
    _("assumed; no citation"),
    _("step"),
    _("lane"),
    _("schedule"),
    _("unit"),
    _("pension tier"),
    _("health plan"),
    _("tier of a health plan"),
    _("health plan and tier"),
    _("none"),
)
USUAL_LABELS = (
    _("teachers"),
    _("teacher"),
    _("paraprofessionals"),
    _("paraprofessional"),
    _("aide"),
    _("aides"),
    _("nurses"),
    _("administrators"),
    _("single"),
    _("family"),
)
FAILURES = (
    _("No page has this address."),
    _("This page has no table to give as a file."),
    _("The share of a job is a number such as 1 or 0.5."),
)
PATTERNS = (
    _("Take-home of a member on %(place)s"),
    _("Assumed after a term's last day: %(rule)s (%(source)s)."),
    _("Not known of one member, and taken as 0: %(columns)s."),
    _('no %(what)s "%(got)s"; there is %(known)s.'),
    _("Years of service are a whole number from 0 to %(most)s."),
    _('No form is called "%(form)s". There is %(forms)s.'),
    _('This page has %(number)s tables, numbered from 0; got "%(got)s".'),
    _('The day "%(name)s" is no day of the calendar; write it like 2019-05-01.'),
    _("The day %(day)s is not a day between %(first)s and %(last)s."),
    _('No school is called "%(name)s". There is %(known)s.'),
    _("%(party)s, as people leave"),
    _("%(part)s, %(other)s"),
    _("less %(part)s"),
    _("plus %(part)s"),
    _("lane %(name)s"),
    _("step %(name)s"),
    _("tier Tier %(name)s"),
    _("tier %(name)s"),
    _("Tier %(name)s"),
    _("%(share)s FTE"),
)
