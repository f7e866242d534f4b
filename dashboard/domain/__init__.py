"""What is true about a strategy. Standard library only; today is always an argument."""
