"""Alembic migrations of the warehouse; the wheel carries them."""
