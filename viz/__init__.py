"""Pages, graph view, reports, the application, the command line."""
