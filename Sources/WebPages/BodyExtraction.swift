// Which parts of a page are its article. Three questions, asked in this order: which element holds it, which of the parts
// in there belong to it, and what each of them is.

public import Articles

/// A part of a page that is in the article, or is not.
public struct PageBlock: Hashable, Sendable {
  public var region: Block.Region
  public var text: String
  /// Why it is left out; nil when it is not.
  public var omission: String?

  public init(region: Block.Region, text: String, omission: String? = nil) {
    self.region = region
    self.text = text
    self.omission = omission
  }
}

/// The article in a page's parts.
struct BodyExtraction {
  let page: PageParts
  let metadata: PageMetadata
  private let stated: StatedBody?
  private(set) var container = 0
  private(set) var blocks: [PageBlock] = []

  /// - Parameter stated: what the page states as its text; only parts that are of it say where the article is.
  init(_ page: PageParts, _ metadata: PageMetadata, stated: StatedBody? = nil) {
    self.page = page
    self.metadata = metadata
    self.stated = stated
    container = chosenContainer()
    if stated == nil || container > 0 { classify() }
  }

  /// All of `page` is the article's, but for what is something else by its traits or its words.
  init(fragment page: PageParts) {
    self.page = page
    metadata = PageMetadata()
    stated = nil
    blocks = page.parts.map { part in
      let text = page.string(part)
      let omission =
        part.traits.isDisjoint(with: .boilerplate)
        ? Phrases.boilerplate(text, isProse: part.isProse) : part.traits.reason
      return PageBlock(region: region(part), text: text, omission: omission)
    }
  }

  /// The parts that are the article's running text.
  var body: [PageBlock] { blocks.filter { $0.omission == nil && $0.region.isRunningText } }

  /// Nothing of the page but its headline, and `paragraphs`.
  func replaced(by paragraphs: [String]) -> BodyExtraction {
    var other = self
    other.blocks = blocks.filter { $0.region == .headline && $0.omission == nil }
    other.blocks += paragraphs.map { PageBlock(region: .body, text: $0, omission: nil) }
    return other
  }

  /// How many bytes of running text were found.
  var bodySize: Int {
    body.reduce(0) { $0 + $1.text.utf8.count }
  }

  // MARK: which element

  /// What a part says for the element around it being the article's.
  private func weight(_ part: PagePart) -> Double {
    if let stated {
      return part.isProse && stated.shareOf(page.text[part.text]) > 0.7 ? Double(part.count) : 0
    }
    guard part.traits.isDisjoint(with: .boilerplate),
      part.traits.isDisjoint(with: [.caption, .credit, .aside, .heading])
    else { return 0 }
    let size = Double(part.count)
    if part.isProse { return size * (1 - part.linkShare) }
    if part.linkShare > 0.5 { return -0.5 * size }
    return part.stops > 0 && part.count > 40 ? 0.5 * size : 0
  }

  private func chosenContainer() -> Int {
    let tree = page.tree
    var weights = [Double](repeating: 0, count: tree.rowCount)
    for part in page.parts { weights[part.row] += weight(part) }
    if stated == nil, let opening = openingPart() {
      weights[page.parts[opening].row] += 2 * Double(page.parts[opening].count)
    }
    for row in weights.indices.dropFirst().reversed() { weights[Int(tree.parents[row])] += weights[row] }
    var best = 0
    for row in weights.indices where weights[row] > weights[best] { best = row }
    let most = weights[best]
    guard most > 0 else { return 0 }
    // What the page itself calls the body, if it holds enough to be it.
    if let named = namedContainer(weights), weights[named] > 0.4 * most { return named }
    // The smallest one that holds nearly all: later rows are further in.
    var chosen = best
    for row in weights.indices
    where weights[row] >= 0.9 * most && row >= chosen && row < Int(tree.ends[chosen]) {
      chosen = row
    }
    return article(in: chosen, weights) ?? chosen
  }

  /// The part that is most likely the first paragraph: what the page gives as its description, or the first one behind the
  /// headline. It weighs more than others, so that a short article stands against long teasers.
  private func openingPart() -> Int? {
    let parts = page.parts
    func isCandidate(_ part: PagePart) -> Bool { part.isProse && weight(part) > 0 }
    if let description = metadata.description.map(comparable), description.utf8.count >= 40 {
      let start = String(description.prefix(60))
      let found = parts.indices.first { index in
        isCandidate(parts[index])
          && comparable(String(page.string(parts[index]).prefix(160))).hasPrefix(start)
      }
      if let found { return found }
    }
    guard let title = metadata.title.map({ comparable($0.text) }), !title.isEmpty,
      let headline = parts.indices.first(where: { index in
        parts[index].traits.contains(.heading) && comparable(page.string(parts[index])) == title
      })
    else { return nil }
    return parts[headline...].indices.prefix(16).first { isCandidate(parts[$0]) }
  }

  /// The element that the page names as the body; the one around all of them when there are several.
  private func namedContainer(_ weights: [Double]) -> Int? {
    let tree = page.tree
    var common: Int?
    var row = 0
    while row < tree.rowCount {
      guard page.ownTraits[row].contains(.body), weights[row] > 0 else {
        row += 1
        continue
      }
      if var around = common {
        while Int(tree.ends[around]) <= row { around = Int(tree.parents[around]) }
        common = around
      } else {
        common = row
      }
      row = Int(tree.ends[row])
    }
    return common
  }

  /// The one of several articles in `container` that outweighs each of the others by far: the rest are teasers.
  private func article(in container: Int, _ weights: [Double]) -> Int? {
    let tree = page.tree
    var largest = (row: 0, weight: 0.0)
    var second = 0.0
    var row = container + 1
    while row < Int(tree.ends[container]) {
      guard tree.tags[row] == .article else {
        row += 1
        continue
      }
      if weights[row] > largest.weight {
        second = largest.weight
        largest = (row, weights[row])
      } else {
        second = max(second, weights[row])
      }
      row = Int(tree.ends[row])
    }
    return second > 0 && largest.weight > 3 * second ? largest.row : nil
  }

  // MARK: which parts

  private static let embedded: PartTraits = [.quotation, .sharing, .embed, .body, .link]

  private mutating func classify() {
    let parts = page.parts
    let end = Int(page.tree.ends[container])
    let inside = parts.indices.filter { parts[$0].row >= container && parts[$0].row < end }
    var regions = parts.map(region)
    var omissions: [String?] = parts.map { part in
      part.traits.isDisjoint(with: .boilerplate) ? "outside of the article" : part.traits.reason
    }
    let texts = parts.map { page.string($0) }
    let sums = RowSums(page.tree)
    for index in inside where regions[index] == .body {
      if isBesideImage(parts[index], sums) {
        regions[index] = .caption
      } else if Phrases.isCredit(texts[index]) {
        regions[index] = .credit
      }
    }
    let title = metadata.title.map { comparable($0.text) }

    for index in inside {
      let part = parts[index]
      omissions[index] = nil
      if part.traits.contains(.quotation), part.traits.isSubset(of: Self.embedded) {
        // A post of a network, quoted.
      } else if !part.traits.isDisjoint(with: .boilerplate) {
        omissions[index] = part.traits.reason
      } else if regions[index] == .body || regions[index] == .list || regions[index] == .aside {
        if part.linkShare > 0.6, !isOfProse(index) {
          omissions[index] = "nothing but links"
        } else if let phrase = Phrases.boilerplate(texts[index], isProse: part.isProse) {
          omissions[index] = phrase
        }
      }
    }
    // A headline stands above its text, wherever the element that holds the text begins.
    let firstProse = inside.first { omissions[$0] == nil && regions[$0] == .body && parts[$0].isProse }
    if let title, !title.isEmpty {
      var headline: Int?
      for index in parts.indices where index < firstProse ?? parts.count && comparable(texts[index]) == title
      {
        if parts[index].traits.contains(.hidden) { continue }
        if headline == nil || parts[index].traits.contains(.heading) { headline = index }
        regions[index] = .headline
        omissions[index] = "the headline again"
      }
      if let headline { omissions[headline] = nil }
    }
    keepOpening(before: firstProse ?? 0, &regions, &omissions)
    guard let firstProse else { return finish(texts, regions, omissions) }
    // Between the headline and the first paragraph: who, when and where, in short lines.
    for index in inside where index < firstProse && omissions[index] == nil && regions[index] == .body {
      let part = parts[index]
      if part.stops == 0 || Phrases.isDateline(texts[index]) || part.linkShare > 0.3, part.count < 120,
        !part.traits.contains(.heading)
      {
        omissions[index] = "byline or date"
      }
    }
    if let description = metadata.description.map(comparable), description.utf8.count > 20,
      firstProse == inside.first(where: { omissions[$0] == nil && regions[$0] == .body }),
      let next = inside.first(where: {
        $0 > firstProse && omissions[$0] == nil && regions[$0] == .body && parts[$0].isProse
      }),
      page.tree.parents[parts[next].row] != page.tree.parents[parts[firstProse].row],
      description.hasPrefix(comparable(texts[firstProse]).prefix(100))
    {
      regions[firstProse] = .standfirst
    }
    // Behind the last paragraph: what has no sentence in it.
    let lastProse = inside.last {
      omissions[$0] == nil && regions[$0].isRunningText && (parts[$0].isProse || parts[$0].stops > 0)
    }
    for index in inside
    where index > lastProse ?? firstProse && omissions[index] == nil && regions[index] == .body {
      omissions[index] = "behind the article"
    }
    dropHeadingsOfNothing(inside, regions, &omissions)
    dropRepeated(inside, texts, regions, &omissions)
    finish(texts, regions, omissions)
  }

  /// What stands between the headline and the text, though in none of the text's elements: a standfirst, a picture's caption.
  private func keepOpening(
    before firstProse: Int, _ regions: inout [Block.Region], _ omissions: inout [String?]
  ) {
    let above = omissions.indices.prefix(firstProse)
    guard let headline = above.last(where: { regions[$0] == .headline && omissions[$0] == nil }) else {
      return
    }
    for index in headline + 1..<max(firstProse, headline + 1) {
      let part = page.parts[index]
      guard part.traits.isDisjoint(with: .boilerplate), part.linkShare < 0.4 else { continue }
      if part.traits.contains(.standfirst), regions[index] == .body {
        regions[index] = .standfirst
        omissions[index] = nil
      } else if regions[index] == .caption || regions[index] == .credit {
        omissions[index] = nil
      } else if omissions[index] != nil, Phrases.isByline(page.string(part)) {
        omissions[index] = "byline or date"
      }
    }
  }

  /// Whether a part that is all links stands among paragraphs, as one of them.
  private func isOfProse(_ index: Int) -> Bool {
    let part = page.parts[index]
    return part.count >= 150 && part.stops > 0 && part.linkShare < 0.95
  }

  /// Whether the smallest element around a short part that holds more than it holds an image.
  private func isBesideImage(_ part: PagePart, _ sums: RowSums) -> Bool {
    guard part.count < 300, !part.traits.contains(.heading) else { return false }
    let tree = page.tree
    var row = part.row
    for _ in 0..<3 {
      guard row > container else { return false }
      let inside = row..<Int(tree.ends[row])
      if sums.images(inside) > 0 { return sums.text(inside) <= part.count + 80 }
      row = Int(tree.parents[row])
    }
    return false
  }

  /// A heading above nothing but parts that are left out is left out with them.
  private func dropHeadingsOfNothing(_ inside: [Int], _ regions: [Block.Region], _ omissions: inout [String?])
  {
    var isFollowed = false
    for index in inside.reversed() {
      let part = page.parts[index]
      guard part.traits.contains(.heading), regions[index] == .body else {
        if omissions[index] == nil, regions[index] != .caption, regions[index] != .credit {
          isFollowed = true
        }
        continue
      }
      guard omissions[index] == nil else { continue }
      if !isFollowed { omissions[index] = "a heading of nothing" }
      isFollowed = false
    }
  }

  /// A picture's caption comes again in its gallery. Paragraphs that come twice are the author's business.
  private func dropRepeated(
    _ inside: [Int], _ texts: [String], _ regions: [Block.Region], _ omissions: inout [String?]
  ) {
    var seen = Set<String>()
    for index in inside where omissions[index] == nil && !regions[index].isRunningText {
      if !seen.insert(texts[index]).inserted { omissions[index] = "repeated" }
    }
  }

  private mutating func finish(_ texts: [String], _ regions: [Block.Region], _ omissions: [String?]) {
    blocks = texts.indices.map { PageBlock(region: regions[$0], text: texts[$0], omission: omissions[$0]) }
  }

  private func region(_ part: PagePart) -> Block.Region {
    if part.traits.contains(.credit) { return .credit }
    if !part.traits.isDisjoint(with: [.caption, .figure]) { return .caption }
    if part.traits.contains(.heading), page.tree.tags[part.row] == .h1 { return .headline }
    if part.traits.contains(.aside) { return .aside }
    if part.traits.contains(.quotation) { return .quote }
    if part.traits.contains(.list) { return .list }
    return .body
  }

  /// Letters and digits alone.
  private func comparable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }))
  }
}

/// How many images and how much text stand before each row, so that nobody has to walk through an element to know what it
/// holds: a page may have a hundred thousand parts in one element.
private struct RowSums {
  private var imagesBefore: [Int32] = [0]
  private var textBefore: [Int32] = [0]

  init(_ tree: PageTree) {
    imagesBefore.reserveCapacity(tree.rowCount + 1)
    textBefore.reserveCapacity(tree.rowCount + 1)
    var images: Int32 = 0, text: Int32 = 0
    for row in 0..<tree.rowCount {
      switch tree.tags[row] {
      case .img, .picture: images += 1
      case .text: text += Int32(tree.text(row).count)
      default: break
      }
      imagesBefore.append(images)
      textBefore.append(text)
    }
  }

  func images(_ rows: Range<Int>) -> Int {
    Int(imagesBefore[rows.upperBound] - imagesBefore[rows.lowerBound])
  }

  /// Bytes of text.
  func text(_ rows: Range<Int>) -> Int { Int(textBefore[rows.upperBound] - textBefore[rows.lowerBound]) }
}
