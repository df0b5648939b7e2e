"""Workforce: who is paid. The roster, where its people stand on the salary schedule, and the scattergram."""
