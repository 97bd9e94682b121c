"""What planners do, one public function per verb."""
