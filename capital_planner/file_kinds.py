"""Files that councils hold, and what each is."""

COUNTS, BOUNDARIES, SCHOOLS = "dfe-ehc-plans", "boundaries", "gias"
NEEDED = (COUNTS, BOUNDARIES, SCHOOLS)
"""The least that a case is made of."""
FILE_KINDS = {
    COUNTS: "Education, health and care plans, DfE: caseload, new and ceased plans, "
    "needs; every local authority",
    BOUNDARIES: "districts or wards with their codes: GeoJSON, GeoPackage, Shapefile",
    SCHOOLS: "Get Information about Schools: all data, every establishment",
    "dfe-sen-schools": "Special educational needs in England: the file by school",
    "ons-population": "population estimates and projections by district, ONS",
    "scap": "school capacity survey: special provision",
    "sen2": "your SEN2 return, counted and forgotten",
    "travel-matrix": "journeys from homes to schools",
    "os-roads": "OS Open Roads",
    "table": "a table of your own: any of docs/data.md",
}
"""Kinds in the order they come into a new case, where a table of one's own is last."""
