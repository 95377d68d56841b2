"""The home of the admin: for each role what waits for it, with counts that lead to the list behind them."""
