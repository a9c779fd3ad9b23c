"""The parts of the page: a module each, with its fragment and script of the same name in ``templates/studio/``."""
