from engineprofiles.documents.edits import edited_tree, refusal, same
from engineprofiles.documents.reader import read
from engineprofiles.documents.writer import write


def edited(document, edits):
    tree = edited_tree(document.tree, edits)
    new = read(write(tree), document.source)
    if not same(tree, new.tree):
        raise refusal("no", document.locate(()))
    return new
