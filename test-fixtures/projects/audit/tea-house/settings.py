is_closing = False
