"""Reading cases: always within what the actor may see."""
