// All that a host program needs in one import: `import Assay` brings the article model, the loaders, the
// rules, the packs and the records with it, so that nobody has to know our layers to use them.

@_exported public import ArticleLoaders
@_exported public import Articles
@_exported public import Diagnostics
@_exported public import RulePacks
@_exported public import Rules
@_exported public import Scoring
