"""What stands at every door of the desks: who acts, whether they may, whether it was sent before."""
