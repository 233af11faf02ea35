"""May this consignment, payment or traveller pass on this day? One record, with every reason and its place in the input.

`decide.decide` answers for one message; `parties`, `cargo` and `flags` say what speaks against it, `nexus` what ties it to the
sanctioned State, `freetext` finds names in running text.
"""
