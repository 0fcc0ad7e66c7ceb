"""The dashboards' views, one module per page. They read, hand over to the page's module, and render."""
