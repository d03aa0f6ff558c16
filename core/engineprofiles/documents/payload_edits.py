def edited_payload(row, payload, edits, source):
    raise NotImplementedError
