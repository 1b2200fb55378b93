"""Rebuilding the tables of the actor base that come from other people's dictionaries."""
