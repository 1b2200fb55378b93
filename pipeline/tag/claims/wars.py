"""Countries at war, by year: where organised violence killed about a thousand a year or more.

The spans follow the public record of conflicts as UCDP and others count them, rounded outwards to whole years. They say
nothing of an article; they only settle what a line means that holds no word of an event (`registers`).
"""

from __future__ import annotations

_ON = 9999
"""No end is recorded."""

_SPANS: dict[str, tuple[tuple[int, int], ...]] = {
    "AFG": ((1978, _ON),),
    "AGO": ((1975, 2002),),
    "ARM": ((1991, 1994), (2020, 2023)),
    "AZE": ((1991, 1994), (2016, 2016), (2020, 2023)),
    "BDI": ((1993, 2008), (2015, 2016)),
    "BFA": ((2016, _ON),),
    "BIH": ((1992, 1995),),
    "CAF": ((2012, _ON),),
    "CMR": ((2014, _ON),),
    "COD": ((1996, _ON),),
    "COL": ((1964, _ON),),
    "DZA": ((1991, 2005),),
    "EGY": ((2013, 2019),),
    "ETH": ((1974, 1991), (1998, 2000), (2020, _ON)),
    "GEO": ((1991, 1993), (2008, 2008)),
    "HRV": ((1991, 1995),),
    "HTI": ((2021, _ON),),
    "IRQ": ((1980, 1991), (2003, 2020)),
    "ISR": ((2000, 2005), (2006, 2006), (2008, 2009), (2012, 2012), (2014, 2014), (2021, 2021), (2023, _ON)),
    "LBN": ((1975, 1990), (2006, 2006), (2023, _ON)),
    "LBR": ((1989, 2003),),
    "LBY": ((2011, 2020),),
    "LKA": ((1983, 2009),),
    "MEX": ((2006, _ON),),
    "MLI": ((2012, _ON),),
    "MMR": ((1948, _ON),),
    "MOZ": ((1977, 1992), (2017, _ON)),
    "NER": ((2015, _ON),),
    "NGA": ((2009, _ON),),
    "NPL": ((1996, 2006),),
    "PAK": ((2004, _ON),),
    "PHL": ((1970, 2020),),
    "PSE": ((2000, 2009), (2012, 2012), (2014, 2014), (2018, _ON)),
    "RUS": ((1994, 1996), (1999, 2001)),
    "RWA": ((1990, 2001),),
    "SDN": ((1983, _ON),),
    "SLE": ((1991, 2002),),
    "SOM": ((1988, _ON),),
    "SRB": ((1998, 1999),),
    "SSD": ((2011, _ON),),
    "SYR": ((2011, _ON),),
    "TCD": ((2005, 2010), (2015, _ON)),
    "TJK": ((1992, 1997),),
    "TUR": ((1984, 1999), (2015, 2017)),
    "UGA": ((1981, 2006),),
    "UKR": ((2014, _ON),),
    "XKX": ((1998, 1999),),
    "YEM": ((2009, _ON),),
}


def was_at_war(country: str, year: int) -> bool:
    """Whether a country (ISO alpha-3) was at war in a year, or in the one before: counts come late."""
    return any(first <= year <= last + 1 for first, last in _SPANS.get(country, ()))
