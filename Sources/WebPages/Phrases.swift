// Some parts are told apart by nothing but what they say. The phrases are the ones that every newsroom uses; each must be
// the whole part, or begin it.

enum Phrases {
  /// What a part is that begins with one of the phrases; nil for what may be the article's.
  static func boilerplate(_ text: String, isProse: Bool) -> String? {
    let start = text.prefix(60).lowercased()
    for (reason, phrases) in openings {
      for phrase in phrases where start.hasPrefix(phrase) { return reason }
    }
    guard text.utf8.count < 80 else { return nil }
    let whole = text.lowercased().trimmingPrefix { !$0.isLetter }
    let bare = String(whole.reversed().drop { !$0.isLetter }.reversed())
    return words[bare]
  }

  private static let openings: [(String, [String])] = [
    (
      "related links",
      [
        "related:", "related story", "related stories", "related article", "read more", "read also",
        "also read", "see also", "more:", "more on", "more from", "read next", "don't miss", "don’t miss",
        "recommended:", "read:", "watch:", "listen:", "related coverage", "related roundup",
        "you may also like", "you might also like", "more stories", "continue reading",
      ]
    ),
    (
      "newsletter or subscription",
      [
        "sign up", "subscribe", "get our newsletter", "get the latest", "already a subscriber",
        "to continue reading", "want more stories like this", "join our",
      ]
    ),
    (
      "sharing",
      [
        "follow us", "share this", "share on", "click to share", "tell us what you think",
        "join the conversation",
      ]
    ),
    (
      "advertising",
      [
        "advertisement", "story continues below", "article continues below", "this story continues",
        "scroll down", "sponsored",
      ]
    ),
    (
      "footer",
      [
        "©", "copyright ©", "copyright 20", "all rights reserved", "filed under", "posted in", "tagged with",
        "tags:", "topics:",
      ]
    ),
  ]

  private static let words: [String: String] = [
    "advert": "advertising", "ad": "advertising", "iklan": "advertising", "anzeige": "advertising",
    "publicidad": "advertising",
    "publicité": "advertising", "comments": "comments", "comment": "comments", "share": "sharing",
    "tweet": "sharing", "print": "sharing",
    "email": "sharing", "topics": "keywords", "tags": "keywords", "related": "related links",
    "more": "related links",
    "loading": "widget", "skip": "navigation", "close": "widget", "play": "widget", "next": "navigation",
    "previous": "navigation",
  ]

  /// Whether a part says who helped with the article, or made its picture.
  static func isCredit(_ text: String) -> Bool {
    guard text.utf8.count < 400 else { return false }
    let start = text.prefix(40).lowercased()
    if [
      "(reporting by", "reporting by", "additional reporting by", "(additional reporting", "editing by",
      "photo by", "photo:", "image:",
    ].contains(where: { start.hasPrefix($0) }) {
      return true
    }
    return text.utf8.count < 200 && text.contains("contributed to this ")
  }

  /// Whether a line names who wrote the article, or when.
  static func isByline(_ text: String) -> Bool {
    guard text.utf8.count < 160 else { return false }
    return text.prefix(3).lowercased() == "by " || isDateline(text)
  }

  /// Whether a line says when, or where on the web, and nothing else: short, with a date or an address in it.
  static func isDateline(_ text: String) -> Bool {
    guard text.utf8.count < 160 else { return false }
    if text.hasPrefix("http://") || text.hasPrefix("https://") { return !text.contains(" ") }
    return text.utf8.count < 100 && PublicationDate.iso8601(text) != nil
  }
}
