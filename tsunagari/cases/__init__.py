"""The desk where a firm's matter is taken up, carried through its procedure and closed with an outcome."""
