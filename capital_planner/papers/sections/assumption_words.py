"""Figures of a case in words fit for the public, by topic."""

from collections.abc import Mapping

MONEY, BUILDING = "Costs a year", "Capital, and what can be built"
JOURNEYS, CHILDREN = "Journeys", "Children, plans and their growth"
PLACES, TIME = "Who could be placed where", "How long it takes, and how places fill"
OTHER = "Other figures"

TOPICS: Mapping[str, str] = {
    MONEY: "costs",
    BUILDING: "capital",
    JOURNEYS: "journeys",
    CHILDREN: "children",
    PLACES: "placing",
    TIME: "time",
    OTHER: "other",
}
"""Topic to the end of its table's key, in printing order."""

WORDS: Mapping[str, tuple[str, str]] = {
    "independent_place_cost": (MONEY, "Independent place"),
    "independent_place_cost_national": (MONEY, "Independent place, national average"),
    "state_special_place_cost": (MONEY, "State special school place"),
    "specialist_base_place_cost": (MONEY, "Specialist base place"),
    "specialist_post_16_place_cost": (MONEY, "Specialist post-16 place"),
    "place_funding": (MONEY, "Place funding of a state place"),
    "send_transport_cost": (MONEY, "Travel of a child who is taken to school"),
    "transport_fixed_cost": (MONEY, "Travel: part that does not grow with distance"),
    "transport_km_cost": (MONEY, "Travel: part for each kilometre"),
    "discount_rate": (MONEY, "Discount rate"),
    "price_year": (MONEY, "Year of prices"),
    "capital_per_place": (BUILDING, "Capital for each place"),
    "capital_fixed": (BUILDING, "Capital for each scheme, beside that for places"),
    "construction_inflation": (BUILDING, "Growth of building costs"),
    "contingency": (BUILDING, "Contingency"),
    "top_slice": (BUILDING, "Part of the programme for other things"),
    "capital_programme": (BUILDING, "Capital programme"),
    "capital_profile": (BUILDING, "When capital is spent, by years from opening"),
    "adaptation_cost": (BUILDING, "Making a mainstream school accessible"),
    "adaptation_schools": (BUILDING, "Schools made accessible"),
    "ladder": (BUILDING, "Sizes looked at"),
    "host_primary_min_pupils": (BUILDING, "Smallest primary school that could host"),
    "class_size": (BUILDING, "Class size"),
    "base_size_min": (BUILDING, "Smallest specialist base"),
    "base_size_max": (BUILDING, "Largest specialist base"),
    "base_size_step": (BUILDING, "Step between sizes of a base"),
    "expansion_share": (BUILDING, "Most that a special school may grow, share"),
    "expansion_most": (BUILDING, "Most that a special school may grow, places"),
    "expansion_rest_years": (BUILDING, "Years before a special school grows again"),
    "max_new_bases": (BUILDING, "Most new bases that open in a year"),
    "max_expansions": (BUILDING, "Most special schools that grow in a year"),
    "max_new_schools": (BUILDING, "Most new special schools in a year"),
    "selective_schools": (BUILDING, "Selective school, not asked to host"),
    "average_send_trip_miles": (JOURNEYS, "Average journey to specialist provision"),
    "school_days": (JOURNEYS, "School days"),
    "road_detour_factor": (JOURNEYS, "Road distance for each straight kilometre"),
    "road_speed_kmh": (JOURNEYS, "Speed door to door"),
    "run_factor": (JOURNEYS, "Run with others, for each minute of direct drive"),
    "journey_limit_minutes": (JOURNEYS, "A journey is long beyond"),
    "walking_limit_miles": (JOURNEYS, "Walking distance"),
    "share_transported": (JOURNEYS, "Children who are taken to school"),
    "backlog_plans": (CHILDREN, "Plans from overdue assessments, once"),
    "backlog_year": (CHILDREN, "Year of plans from overdue assessments"),
    "reform_year": (CHILDREN, "Year from which national reforms count"),
    "new_plan_rate": (CHILDREN, "Rate of new plans, by future"),
    "reform_new_plan_factor": (CHILDREN, "New plans after the reforms, by future"),
    "growth_specialist_ratio": (CHILDREN, "New plans in special schools, by future"),
    "net_moves_share": (CHILDREN, "Moves into the county, by future"),
    "ceased_factor": (CHILDREN, "Rate at which plans end"),
    "new_plan_rate_persistence": (CHILDREN, "How far an unusual year lasts"),
    "plans_june_2025": (CHILDREN, "Plans in June 2025"),
    "plans_in_mainstream_june_2025": (CHILDREN, "Of them in mainstream schools"),
    "deprivation_gradient": (CHILDREN, "Plans in the most deprived areas"),
    "border_children": (CHILDREN, "Children in special schools of other councils"),
    "mainstream_waiting": (CHILDREN, "In mainstream, waiting for a specialist place"),
    "latent_share": (CHILDREN, "Children elsewhere who need a specialist place"),
    "post_19_latent_share": (CHILDREN, "Young adults who need a specialist place"),
    "base_met_share": (PLACES, "New entrants whose need a base could meet"),
    "substitutable_share": (PLACES, ("New independent placements a local place could "
                            "replace")),
    "base_fill_from_mainstream": (PLACES, ("New base places taken by children from "
                                  "mainstream")),
    "phase_move_share": (PLACES, "Children who change school at the end of a phase"),
    "repatriation_share": (PLACES, ("Moving to a local school at a natural change, "
                           "with the family")),
    "independent_capacity_growth": (PLACES, "Growth of independent places"),
    "also_takes_weight": (PLACES, "Weight of a need that a school also takes"),
    "suppress_below": (PLACES, "Smallest number of children shown in public"),
    "stage_months": (TIME, "Months in a stage"),
    "ramp": (TIME, "Places that can be used, by year from opening"),
    "host_success": (TIME, "Chance that a scheme opens, by stage"),
    "council_ends_year": (TIME, "The county council ends"),
}  # fmt: skip
"""Name in the case to its topic, and what the public is told that it is."""
