"""Where every figure comes from: formulas in words and symbols, with their inputs and the rows behind them."""
