"""The judgement and the other decisions: pure rules, without Django, database or clock.

Where to look, in the order a judgement is made:

    terms         the codes                             kpi_terms, ambition   what a plan sets, and what is in force
    period        months, tertials, years, to date      figure, values        what is measured, and of wholes and parts
    baseline      what it is compared with              kinds                 each kind of ambition: one record each
    governing_ambition, regional_ambition               whose ambition counts, and a common one made of the parts'
    attainment    how far it has come                   status                where green and yellow begin
    case, judgement                                     reasons, flags, and the whole answer

Beside it: `limits`, `change`, `outcome`, `summary` and `series` (what pages say of judgements), `number` (rounding),
`direction`, `validity` and `plausibility` (what a figure may be), `plain_text`, `correction`, `due` and `rights`.
"""
