"""How people sign in: allauth and axes, put behind the house's own doors and words."""
