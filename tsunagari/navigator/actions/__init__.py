"""What planners do on the pages of the plan, one public function per verb."""
