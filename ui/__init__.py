"""SHOW: answers become a web app and a JSON API."""
