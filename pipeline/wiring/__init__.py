"""Joins the stages: the only modules, with the command line, that see several of them."""
