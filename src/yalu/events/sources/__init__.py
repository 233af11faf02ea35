"""How do publishers' tables of events write rows and days? CNS, CSIS and plain lists of days are told by their heads."""
