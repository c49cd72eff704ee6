// Choices that change what articles a run sees, and so its bytes: the command line sets them, a checkpoint
// has to remember them.

/// How inputs become articles.
public struct LoadOptions: Hashable, Sendable {
  /// What a headline is in an article that says nothing about its parts.
  public enum Headline: Hashable, Sendable {
    /// All of a text is body.
    case none
    /// A first paragraph of one line without a final stop is the headline, the rest is body.
    case firstLine
  }

  /// The form of standard input and of files given by name; nil to choose by name and first bytes. Files
  /// in folders are always taken by their names.
  public var format: ArticleFormat?
  /// The most bytes that an article may have where it stands: a file, a line, an element of an array.
  public var sizeLimit: Int
  public var headline: Headline
  /// Whether an id that came before is refused. Remembering costs about 30 bytes an article.
  public var refusesRepeatedIDs: Bool

  /// Where in JSON objects the fields stand; nil where they are called as ours are.
  public var map: ArticleMap?
  /// A command for the shell that reads each file from its standard input and writes articles as JSON Lines.
  public var converter: String?
  /// How long a converter may take for a file, and 60 seconds more for each megabyte of it.
  public var converterSeconds = 60.0
  /// Whether an origin names the earlier article of the run that its article is nearly the same as.
  public var marksNearDuplicates = false
  /// Whether an origin says what was left out of a page and where its metadata stood.
  public var tellsWhatIsLeftOut = false

  /// A `sizeLimit` outside 1 byte … 512 MiB is the caller's mistake.
  public init(
    format: ArticleFormat? = nil, sizeLimit: Int = 16 << 20, headline: Headline = .none,
    refusesRepeatedIDs: Bool = true
  ) {
    // Mending may make three bytes of one, and a text must stay below 2 GiB.
    precondition(
      sizeLimit > 0 && sizeLimit <= 512 << 20,
      "the size limit of an article must be between 1 and 536870912 bytes")
    self.format = format
    self.sizeLimit = sizeLimit
    self.headline = headline
    self.refusesRepeatedIDs = refusesRepeatedIDs
  }
}
