"""Who is told what, decided on plain values."""
