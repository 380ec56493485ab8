"""What an officer asks of every plan: decisions on schemes, and rules."""
