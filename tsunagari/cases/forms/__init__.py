"""What a person may send to the cases desk."""
