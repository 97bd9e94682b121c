"""Words of the planning templates."""
