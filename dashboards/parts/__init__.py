"""What several of the dashboards share. Nothing in here knows of a page."""
