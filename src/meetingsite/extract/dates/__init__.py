"""When: expressions of dates, what happened on them, and in which year."""

from .facts import extract_dates
from .work_year import extract_work_year

__all__ = ["extract_dates", "extract_work_year"]
