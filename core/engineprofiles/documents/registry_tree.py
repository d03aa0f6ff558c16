def registry_tree(registry):
    raise NotImplementedError
