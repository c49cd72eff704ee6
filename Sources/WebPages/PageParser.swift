// The only file that calls libxml2. Its HTML parser reads what people have written by hand and programs have mangled, and
// reports it as it goes: that goes into columns at once, and no tree of its own is ever made.

internal import CLibXML2
internal import JSON

extension PageTree {
  /// Parses `page`, which must be valid UTF-8. Linear. Whatever the page is, there is a tree.
  init(parsing page: [UInt8]) {
    let receiver = TreeReceiver(capacity: page.count)
    let page = withoutTagsOfManyAttributes(page)
    unsafe page.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress, bytes.count > 0, bytes.count <= Int(Int32.max) else { return }
      unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
        unsafe parse(start, Int32(bytes.count), for: receiver)
      }
    }
    receiver.tree.finish()
    self = receiver.tree
  }
}

private final class TreeReceiver {
  var tree: PageTree
  init(capacity: Int) { tree = PageTree(capacity: capacity) }
}

private func receiver(_ context: UnsafeMutableRawPointer?) -> TreeReceiver? {
  unsafe context.map { unsafe Unmanaged<TreeReceiver>.fromOpaque($0).takeUnretainedValue() }
}

private func bytes(_ string: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
  unsafe UnsafeBufferPointer(start: string, count: Int(xmlStrlen(string)))
}

private func parse(_ start: UnsafePointer<CChar>, _ count: Int32, for target: TreeReceiver) {
  guard let context = unsafe htmlCreateMemoryParserCtxt(start, count) else { return }
  defer { unsafe htmlFreeParserCtxt(context) }
  // What is not listed here is not reported: comments, declarations, errors.
  unsafe context.pointee.sax.pointee = htmlSAXHandler()
  unsafe context.pointee.sax.pointee.startElement = { context, name, attributes in
    guard let target = unsafe receiver(context), let name = unsafe name else { return }
    unsafe target.tree.begin(HTMLTag(name: bytes(name)))
    guard var pair = unsafe attributes else { return }
    while let name = unsafe pair[0] {
      if let attribute = unsafe HTMLAttribute(name: bytes(name)) {
        // An attribute without a value is there all the same.
        if let value = unsafe pair[1] {
          unsafe target.tree.add(attribute, bytes(value))
        } else {
          unsafe target.tree.add(attribute, UnsafeBufferPointer(start: nil, count: 0))
        }
      }
      unsafe pair += 2
    }
  }
  unsafe context.pointee.sax.pointee.endElement = { context, _ in unsafe receiver(context)?.tree.end() }
  unsafe context.pointee.sax.pointee.characters = { context, text, count in
    guard let text = unsafe text else { return }
    unsafe receiver(context)?.tree.add(text: UnsafeBufferPointer(start: text, count: Int(count)))
  }
  unsafe context.pointee.sax.pointee.ignorableWhitespace = context.pointee.sax.pointee.characters
  unsafe context.pointee.sax.pointee.cdataBlock = context.pointee.sax.pointee.characters
  // No network, no document type, no encoding but the one we say, and no elements that are not there.
  let options =
    HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
    | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_NOIMPLIED.rawValue | HTML_PARSE_NONET.rawValue
    | HTML_PARSE_IGNORE_ENC.rawValue
  unsafe htmlCtxtUseOptions(context, Int32(options))
  unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
  unsafe context.pointee.userData = Unmanaged.passUnretained(target).toOpaque()
  unsafe htmlParseDocument(context)
}

// MARK: - What the parser would take too long for

private let attributeLimit = 256

/// `page` with the `<` of each tag of more than `attributeLimit` attributes made a space. Linear.
///
/// The parser compares each attribute of a tag with all others. In a script, where such a `<` is no tag, it does no harm.
func withoutTagsOfManyAttributes(_ page: [UInt8]) -> [UInt8] {
  var mended = page
  var index = 0
  // Tags that do not end are looked through again and again. No page for people needs so much of it; what is left of one
  // that does is let through only where a tag ends soon.
  var work = 0
  while let open = firstIndex(of: 0x3C, in: page.span, from: index) {
    index = open + 1
    guard index < page.count, isLetter(page[index]) else { continue }
    let isPatient = work < 16 * page.count
    let end = isPatient ? page.count : min(page.count, index + 512)
    let tag = scanTag(page.span.extracting(index..<end))
    work += tag.length
    // The search goes on inside of it: what looks like a tag here may be a script that holds one.
    if tag.attributes > attributeLimit || !tag.isClosed && !isPatient { mended[open] = 0x20 }
  }
  return mended
}

/// How many attributes the tag has whose name begins `page`. Stops counting over the limit.
private func scanTag(_ page: Span<UInt8>) -> (attributes: Int, length: Int, isClosed: Bool) {
  var count = 0
  var isInName = true
  var isAfterEquals = false
  var quote: UInt8 = 0
  var index = 0
  while index < page.count, count <= attributeLimit {
    let byte = page[index]
    if quote != 0 {
      if byte == quote { quote = 0 }
    } else {
      switch byte {
      case 0x3E: return (count, index, true)
      case 0x22, 0x27:
        if isAfterEquals { quote = byte }
        isAfterEquals = false
        isInName = false
      case 0x3D: isAfterEquals = true
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D, 0x2F: isInName = false
      default:
        if !isInName, !isAfterEquals { count += 1 }
        isInName = true
        isAfterEquals = false
      }
    }
    index += 1
  }
  return (count, index, false)
}

private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
