"""Annual monitoring of the indicators: how far each is on its path, by field and by goal, and what is missing.

Control indicators alone are rated; context and multiplier effect stand apart and change no light (I5).
"""

from dashboard.reporting.monitoring.report import Monitoring, monitoring

__all__ = ["Monitoring", "monitoring"]
