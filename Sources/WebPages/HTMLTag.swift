// A page has thousands of elements and every question asked of one begins with its name, so a name is a number from the
// start. Names that mean nothing to us are one of two: what flows in a line, and what stands for itself.

/// The name of an element, as far as it matters; `text` for text.
enum HTMLTag: UInt8, CaseIterable {
  case text = 0
  /// An unknown name: taken to flow in its line, like all that HTML has not defined.
  case other
  /// A name with a hyphen, which pages make for their own parts.
  case custom
  case html, head, body, title, meta, link, base, script, style, noscript, template
  case svg, math, iframe, object, embed, video, audio, canvas, picture, img, map
  case figure, figcaption, caption
  case p, div, span, a, br, hr, h1, h2, h3, h4, h5, h6, hgroup
  case ul, ol, li, dl, dt, dd, blockquote, q, cite, pre, center, details, summary, dialog
  case table, thead, tbody, tfoot, tr, td, th
  case article, section, main, header, footer, nav, aside, address, time
  case form, input, button, select, option, textarea, label, fieldset
  case b, strong, i, em, u, s, small, sub, sup, mark, del, ins, code, abbr, font

  /// Whether its text stands apart from what is before and behind it.
  var isBlock: Bool {
    switch self {
    case .html, .head, .body, .title, .custom, .figure, .figcaption, .caption, .p, .div, .hr, .h1, .h2, .h3,
      .h4,
      .h5, .h6, .hgroup, .ul, .ol, .li, .dl, .dt, .dd, .blockquote, .pre, .center, .details, .summary,
      .dialog,
      .table, .thead, .tbody, .tfoot, .tr, .td, .th, .article, .section, .main, .header, .footer, .nav,
      .aside,
      .address, .form, .fieldset, .option, .noscript, .template, .iframe, .object, .video, .audio:
      true
    default: false
    }
  }

  /// Whether nothing in it is text of the page.
  var isSilent: Bool {
    switch self {
    case .title, .script, .style, .template, .svg, .math, .iframe, .object, .embed, .video, .audio, .canvas,
      .input,
      .button, .select, .textarea, .map, .noscript:
      true
    default: false
    }
  }

  /// 1 for `h1` to 6 for `h6`; nil for others.
  var headingLevel: Int? {
    rawValue >= Self.h1.rawValue && rawValue <= Self.h6.rawValue ? Int(rawValue - Self.h1.rawValue) + 1 : nil
  }

  /// The element called `name`, in any letter case.
  init(name: some Collection<UInt8>) {
    guard let key = NameKey(name) else {
      self = name.contains(0x2D) ? .custom : .other
      return
    }
    self = Self.byKey[key] ?? (name.contains(0x2D) ? .custom : .other)
  }

  private static let byKey: [NameKey: HTMLTag] = {
    var tags: [NameKey: HTMLTag] = [:]
    for tag in allCases where tag.rawValue > HTMLTag.custom.rawValue {
      if let key = NameKey("\(tag)".utf8) { tags[key] = tag }
    }
    return tags
  }()
}

/// The attributes that say something about text; all others are passed.
enum HTMLAttribute: UInt8, CaseIterable {
  case id, `class`, itemprop, itemtype, itemscope, property, name, content, datetime, href, rel, role, type,
    lang, dir
  case hidden, style, ariaHidden, src, title, typeof, pubdate, dataNosnippet

  /// The attribute called `name`, in any letter case; nil for one that is passed.
  init?(name: some Collection<UInt8>) {
    guard let key = NameKey(name), let attribute = Self.byKey[key] else { return nil }
    self = attribute
  }

  private static let byKey: [NameKey: HTMLAttribute] = {
    var attributes: [NameKey: HTMLAttribute] = [:]
    for attribute in allCases {
      let name =
        switch attribute {
        case .ariaHidden: "aria-hidden"
        case .dataNosnippet: "data-nosnippet"
        default: "\(attribute)"
        }
      if let key = NameKey(name.utf8) { attributes[key] = attribute }
    }
    return attributes
  }()
}

/// A name of up to 15 bytes in two integers, letter case aside: hashed and compared without following an address.
private struct NameKey: Hashable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// nil for a name that is too long for one of ours.
  init?(_ name: some Collection<UInt8>) {
    guard name.count <= 15 else { return nil }
    for byte in name {
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(lower)
    }
  }
}
