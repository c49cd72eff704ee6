// A pack says which engines it was written for, so the engine's version is known where packs are read.

/// The version of this engine.
public let engineRelease = "0.1.0"

/// The version of the article model that rules see: what `article`, `claim` and `sentence` offer.
public let articleModel = 1
