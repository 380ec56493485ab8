"""The engagement mode: a full-screen window for families on a frozen copy."""
