"""The families of lexicon entries: the file of each in ``corpora/lexicons`` (none for ``places``) and its row model.

``rules.yaml`` is no family: it describes rules and finds nothing. Nor is ``noise.yaml``: a user's pattern might cost
time without bound, and offsets of all that is found rest on it.
"""

from types import MappingProxyType

from kaigong.schemas import lexicon as rows

# places adds to tables that are no YAML: a user's zones, parks and quarters.
FAMILIES: MappingProxyType[str, type[rows.LexiconEntry]] = MappingProxyType(
    {
        "amount_roles": rows.AmountRoleEntry,
        "calendar": rows.CalendarEntry,
        "currencies": rows.CurrencyEntry,
        "figure_stops": rows.LexiconEntry,
        "government_bodies": rows.GovernmentBody,
        "home_currencies": rows.HomeCurrencyEntry,
        "industry_words": rows.IndustryWordEntry,
        "known_organisations": rows.KnownOrganisation,
        "metric_roles": rows.MetricRoleEntry,
        "money_cues": rows.CueEntry,
        "name_borders": rows.BorderEntry,
        "noise": rows.NoiseEntry,
        "numerals": rows.NumeralEntry,
        "org_roles": rows.OrganisationRoleEntry,
        "org_stop": rows.OrganisationWord,
        "org_suffixes": rows.OrganisationSuffix,
        "percents": rows.PercentEntry,
        "place_context": rows.PlaceContext,
        "place_zones": rows.ZoneEnding,
        "places": rows.PlaceNameEntry,
        "project_heads": rows.HeadEntry,
        "qualifiers": rows.QualifierEntry,
        "table_columns": rows.TableColumnEntry,
        "target_cues": rows.TargetCueEntry,
        "target_terms": rows.TargetTermEntry,
        "triggers": rows.TriggerEntry,
        "units": rows.UnitEntry,
    }
)
