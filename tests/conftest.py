"""Settings of the tests as a whole."""

from hypothesis import settings

# No limit of time for one example: other processes share the machine, and the tests of speed measure for themselves.
settings.register_profile("viendan", deadline=None)
settings.load_profile("viendan")
