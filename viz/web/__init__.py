"""The web application and the mounting of the JSON API."""
