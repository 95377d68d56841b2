"""A script for a slot, put together from the approved parts of a story alone."""

from press.slotfit.fitting import Fit, LeftOut, Line, fit
from press.slotfit.media import MEDIA, Medium, Slot

__all__ = ["MEDIA", "Fit", "LeftOut", "Line", "Medium", "Slot", "fit"]
