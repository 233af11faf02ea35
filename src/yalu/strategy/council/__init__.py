"""If an item is put to the vote in the Security Council: is it vetoed, is it passed without dissent, and who votes how?"""
