"""What is written down when figures are used."""
