"""What does a declaration, a manifest or a payment say? One file for each format, one canonical record for all.

A reader is a function of a binary stream that yields `Message`, or `Refused` for one broken message of a batch, and raises
`ReaderError` where nothing can be read. `recognise.read_messages` finds the format from the content.
"""
