// What a part of a page is for, its maker has mostly said, in the names of elements, roles and classes. The words here are
// those that makers of pages use everywhere; there is none for a single site.

/// What is known of an element, and so of all that is inside it.
struct PartTraits: OptionSet, Hashable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  static let hidden = PartTraits(rawValue: 1 << 0)
  static let navigation = PartTraits(rawValue: 1 << 1)
  static let comments = PartTraits(rawValue: 1 << 2)
  static let related = PartTraits(rawValue: 1 << 3)
  static let sharing = PartTraits(rawValue: 1 << 4)
  static let newsletter = PartTraits(rawValue: 1 << 5)
  static let advertising = PartTraits(rawValue: 1 << 6)
  static let consent = PartTraits(rawValue: 1 << 7)
  static let sidebar = PartTraits(rawValue: 1 << 8)
  static let footer = PartTraits(rawValue: 1 << 9)
  static let header = PartTraits(rawValue: 1 << 10)
  static let form = PartTraits(rawValue: 1 << 11)
  static let widget = PartTraits(rawValue: 1 << 12)
  static let byline = PartTraits(rawValue: 1 << 13)
  static let keywords = PartTraits(rawValue: 1 << 14)
  static let caption = PartTraits(rawValue: 1 << 15)
  static let credit = PartTraits(rawValue: 1 << 16)
  static let quotation = PartTraits(rawValue: 1 << 17)
  static let list = PartTraits(rawValue: 1 << 18)
  static let aside = PartTraits(rawValue: 1 << 19)
  static let heading = PartTraits(rawValue: 1 << 20)
  static let table = PartTraits(rawValue: 1 << 21)
  static let body = PartTraits(rawValue: 1 << 22)
  static let standfirst = PartTraits(rawValue: 1 << 23)
  static let link = PartTraits(rawValue: 1 << 24)
  static let figure = PartTraits(rawValue: 1 << 25)
  static let headline = PartTraits(rawValue: 1 << 26)
  static let embed = PartTraits(rawValue: 1 << 27)

  /// What is no part of an article, wherever it stands.
  static let boilerplate: PartTraits = [
    .hidden, .navigation, .comments, .related, .sharing, .newsletter, .advertising, .consent, .sidebar,
    .footer,
    .form, .widget, .byline, .keywords,
  ]

  /// What a wrapper of the whole page may be called as well: `has-sidebar`, `page-with-comments`.
  static let doubtful: PartTraits = [
    .navigation, .comments, .related, .sharing, .newsletter, .advertising, .consent, .sidebar, .footer,
    .header,
    .form, .widget, .byline, .keywords, .caption, .credit, .quotation, .list, .aside, .figure, .standfirst,
    .embed, .table,
    .headline,
  ]

  /// Why parts with these traits are left out, for people.
  var reason: String {
    for (trait, name) in Self.names where contains(trait) { return name }
    return "not part of the article"
  }

  private static let names: [(PartTraits, String)] = [
    (.hidden, "hidden"), (.comments, "comments"), (.consent, "cookie notice"), (.navigation, "navigation"),
    (.related, "related links"), (.sharing, "sharing"), (.newsletter, "newsletter or subscription"),
    (.advertising, "advertising"), (.form, "form"), (.sidebar, "sidebar"), (.footer, "footer"),
    (.widget, "widget"), (.keywords, "keywords"), (.byline, "byline or date"),
  ]

  // MARK: from elements

  /// What the element's name alone says.
  init(tag: HTMLTag) {
    switch tag {
    case .nav: self = .navigation
    case .footer: self = .footer
    case .aside: self = .aside
    case .form, .fieldset, .label: self = .form
    case .dialog: self = .widget
    case .figure, .picture: self = .figure
    case .figcaption: self = .caption
    case .blockquote: self = .quotation
    case .ul, .ol, .dl: self = .list
    case .h1, .h2, .h3, .h4, .h5, .h6: self = .heading
    case .table: self = .table
    case .a: self = .link
    case .address: self = .byline
    default: self = tag.isSilent ? .hidden : []
    }
  }

  /// What a `role` says.
  init(role: String) {
    switch role {
    case "navigation", "menu", "menubar", "search", "toolbar": self = .navigation
    case "complementary": self = .sidebar
    case "contentinfo": self = .footer
    case "banner": self = .header
    case "dialog", "alertdialog", "alert", "tooltip": self = .widget
    default: self = []
    }
  }

  /// What an `itemprop` says.
  init(property: String) {
    switch property {
    case "articlebody", "articleBody": self = .body
    case "headline": self = .headline
    case "comment": self = .comments
    case "caption": self = .caption
    case "copyrightHolder", "creditText": self = .credit
    case "author", "publisher", "datePublished", "dateModified", "dateCreated": self = .byline
    case "keywords": self = .keywords
    case "description", "alternativeHeadline": self = .standfirst
    default: self = []
    }
  }

  /// What the words of a `class` or an `id` say: `article-share__list` has three.
  init(words bytes: some Collection<UInt8>) {
    var traits: PartTraits = []
    var word = Word()
    var previous = Word()
    var isFirst = true
    func end(_ separator: UInt8) {
      guard word.count > 0 else {
        if separator <= 0x20 { isFirst = true }
        return
      }
      // Alone it is a state; in `field-label-hidden` it is of something else.
      if isFirst, separator <= 0x20, word.key == Self.hiddenWord { traits.insert(.hidden) }
      isFirst = separator <= 0x20
      if let found = Self.words[word.key] { traits.formUnion(found) }
      if previous.count > 0, let found = Self.pairs[Pair(previous.key, word.key)] { traits.formUnion(found) }
      previous = word
      word = Word()
    }
    var wasLower = false
    for byte in bytes {
      let isUpper = byte >= 0x41 && byte <= 0x5A
      let isLower = byte >= 0x61 && byte <= 0x7A
      if isUpper, wasLower { end(0x2D) }
      if isUpper || isLower {
        word.append(byte | 0x20)
      } else {
        end(byte)
        if byte <= 0x20 { previous = Word() }
      }
      wasLower = isLower
    }
    end(0x20)
    self = traits
  }

  /// Up to 16 letters of a word; longer ones are none of ours.
  private struct Word {
    var key = Key(0, 0)
    var count = 0

    mutating func append(_ byte: UInt8) {
      count += 1
      key = Key(key.low << 8 | UInt64(byte), key.high << 8 | key.low >> 56)
    }
  }

  private struct Key: Hashable {
    var low: UInt64
    var high: UInt64
    init(_ low: UInt64, _ high: UInt64) {
      self.low = low
      self.high = high
    }
    init(_ string: some StringProtocol) {
      var word = Word()
      for byte in string.utf8 { word.append(byte) }
      self = word.key
    }
  }

  private static let hiddenWord = Key("hidden")

  private struct Pair: Hashable {
    var first: Key
    var second: Key
    init(_ first: Key, _ second: Key) {
      self.first = first
      self.second = second
    }
  }

  private static let vocabulary: [(PartTraits, String)] = [
    (
      .comments,
      "comments comment disqus livefyre replies respond discussion commenting commentlist commentbox"
    ),
    (
      .related,
      """
      related relatedposts recommended recommendation recommendations recommend recirc recirculation trending popular \
      mostpopular mostread outbrain taboola zergnet revcontent readmore upnext teaser teasers promo promos seealso \
      morestories readnext alsoread crosspromo
      """
    ),
    (.sharing, "share shares sharing sharebar sharetools social socials addthis sharethis shareicons follow"),
    (
      .newsletter,
      "newsletter newsletters subscribe subscription subscriptions signup optin mailinglist mailchimp paywall"
    ),
    (
      .advertising,
      "ad ads advert adverts advertisement advertisements advertising sponsor sponsored adslot dfp adunit adsbygoogle"
    ),
    (
      .navigation,
      "nav navigation navbar menu menus breadcrumb breadcrumbs pagination pager masthead toolbar skip toc topbar submenu"
    ),
    (.footer, "footer copyright disclaimer legal colophon"),
    (.sidebar, "sidebar sidebars rail rightrail"),
    (.consent, "cookie cookies gdpr consent ccpa"),
    (.widget, "widget widgets modal popup popover hovercard overlay lightbox tooltip toast dropdown"),
    (
      .byline,
      "byline bylines author authors authorbio bio contributor contributors dateline timestamp pubdate published"
    ),
    (.keywords, "tags taglist topics keywords tagcloud"),
    (.caption, "caption captions imagecaption photocaption gallery slideshow"),
    (.credit, "credit credits photocredit imagecredit attribution"),
    (.quotation, "pullquote"),
    (.hidden, "visuallyhidden screenreader srtext sronly offscreen noprint"),
    (
      .body,
      "articlebody storybody postbody entrycontent articlecontent storycontent bodycopy bodytext articletext"
    ),
    (.standfirst, "standfirst dek deck subheadline subheading subtitle lede kicker summary subhead"),
    (.headline, "headline"),
    (.embed, "tweet instagram embed"),
  ]

  private static let pairVocabulary: [(PartTraits, String)] = [
    (
      .related,
      "read-more more-stories most-read most-popular most-viewed read-next see-also also-read up-next more-from more-news latest-news top-stories editors-picks"
    ),
    (.newsletter, "sign-up mailing-list"),
    (.hidden, "sr-only screen-reader visually-hidden element-hidden element-invisible is-hidden u-hidden"),
    (
      .body,
      "article-body story-body post-body entry-content article-content post-content story-content body-copy body-text article-text content-body body-content story-text"
    ),
    (.quotation, "pull-quote"),
    (.byline, "article-date post-date publish-date published-date post-meta entry-meta article-meta"),
    (.sharing, "follow-us"),
    (.comments, "user-comments"),
  ]

  private static let words: [Key: PartTraits] = {
    var table: [Key: PartTraits] = [:]
    for (trait, words) in vocabulary {
      for word in words.split(separator: " ") { table[Key(word), default: []].formUnion(trait) }
    }
    return table
  }()

  private static let pairs: [Pair: PartTraits] = {
    var table: [Pair: PartTraits] = [:]
    for (trait, words) in pairVocabulary {
      for pair in words.split(separator: " ") {
        let parts = pair.split(separator: "-")
        table[Pair(Key(parts[0]), Key(parts[1])), default: []].formUnion(trait)
      }
    }
    return table
  }()
}
