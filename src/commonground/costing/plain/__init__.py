"""The plain reading: what an agreement costs, worked out person by person and year by year, as a clerk would by hand.

It is the reference that the engine is compared with: a second writing of every law, in whole numbers and exact fractions,
without arrays, groups, memos or shortcuts. It is slow and it is meant to be read.
Law: the engine's lines equal these, to the cent, for every agreement, roster and calendar.

    person     the roster's rows as persons, and which clauses are about them
    schedule   the salary schedule that one person is on, as a book that is kept from the snapshot on
    days       what happens to that book, as it is earned and as it reaches the payroll
    case       one person in one period, as clauses see them
    clauses    what every other clause pays or takes
    time       the same for work time
    merit      the same for performance pay and leave that is paid out
    retiring   the same for retirement incentives and layoffs
    leaving    who is expected to have left by a year
    counts     the positions that clauses promise, school by school and class by class
    positions  what those positions cost, one year's newcomers after the other
    ledger     the lines, person by person and year by year, and their sums: begin at `price_plainly`
"""
