"""What leaders see: pages, figures and reports, drawn from `kpi`. Rules and writes belong in `kpi`."""
