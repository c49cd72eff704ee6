// Feeds, office documents and books are XML. Their elements are reported as they come; nothing is declared, fetched or
// expanded: a document type may say what it likes, its entities stay unknown.

internal import CLibXML2

/// Hears of the elements and texts of an XML text, in their order.
package protocol XMLReceiver: AnyObject {
  /// - Parameters:
  ///   - name: as it is written, with its prefix.
  ///   - attributes: in their order.
  func begin(_ name: String, _ attributes: [(name: String, value: String)])
  func text(_ bytes: [UInt8])
  func end(_ name: String)
}

/// Reports what is in `xml`, valid UTF-8, to `receiver`. Linear.
///
/// What is not well-formed is read as far as it makes sense; named characters of HTML and single ampersands are read as a
/// browser does, control characters are spaces. Elements deeper than 256 end the reading.
package func parseXML(_ xml: [UInt8], for receiver: some XMLReceiver) {
  let mended = withoutTagsOfManyAttributes(mendedXML(xml))
  let box = ReceiverBox(receiver)
  unsafe mended.withUnsafeBufferPointer { bytes in
    guard let start = bytes.baseAddress, bytes.count > 0, bytes.count <= Int(Int32.max) else { return }
    unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
      unsafe parse(start, Int32(bytes.count), for: box)
    }
  }
}

private final class ReceiverBox {
  let receiver: any XMLReceiver
  init(_ receiver: any XMLReceiver) { self.receiver = receiver }
}

private func box(_ context: UnsafeMutableRawPointer?) -> ReceiverBox? {
  unsafe context.map { unsafe Unmanaged<ReceiverBox>.fromOpaque($0).takeUnretainedValue() }
}

private func string(_ bytes: UnsafePointer<xmlChar>) -> String { unsafe String(cString: bytes) }

private func parse(_ start: UnsafePointer<CChar>, _ count: Int32, for target: ReceiverBox) {
  guard let context = unsafe xmlCreateMemoryParserCtxt(start, count) else { return }
  defer { unsafe xmlFreeParserCtxt(context) }
  // What is not listed here is not reported: declarations, comments, errors.
  unsafe context.pointee.sax.pointee = xmlSAXHandler()
  unsafe context.pointee.sax.pointee.startElement = { context, name, attributes in
    guard let target = unsafe box(context), let name = unsafe name else { return }
    var found: [(name: String, value: String)] = []
    if var pair = unsafe attributes {
      while let name = unsafe pair[0] {
        unsafe found.append((string(name), pair[1].map { unsafe string($0) } ?? ""))
        unsafe pair += 2
      }
    }
    unsafe target.receiver.begin(string(name), found)
  }
  unsafe context.pointee.sax.pointee.endElement = { context, name in
    guard let name = unsafe name else { return }
    unsafe box(context)?.receiver.end(string(name))
  }
  unsafe context.pointee.sax.pointee.characters = { context, text, count in
    guard let text = unsafe text else { return }
    unsafe box(context)?.receiver.text(Array(UnsafeBufferPointer(start: text, count: Int(count))))
  }
  unsafe context.pointee.sax.pointee.ignorableWhitespace = context.pointee.sax.pointee.characters
  unsafe context.pointee.sax.pointee.cdataBlock = context.pointee.sax.pointee.characters
  let options =
    XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
  unsafe xmlCtxtUseOptions(context, Int32(options))
  unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
  unsafe context.pointee.userData = Unmanaged.passUnretained(target).toOpaque()
  unsafe xmlParseDocument(context)
}

// MARK: - Mending

/// `xml` with what feeds borrow from HTML written as XML has it.
private func mendedXML(_ xml: [UInt8]) -> [UInt8] {
  var mended: [UInt8] = []
  mended.reserveCapacity(xml.count + 64)
  var index = 0
  while index < xml.count {
    let byte = xml[index]
    index += 1
    if byte < 0x20, byte != 0x0A, byte != 0x09, byte != 0x0D {
      mended.append(0x20)
      continue
    }
    mended.append(byte)
    guard byte == 0x26 else { continue }
    var end = index
    while end < xml.count, end - index < 12, xml[end].isOfReference { end += 1 }
    guard end > index, end < xml.count, xml[end] == 0x3B else {
      // An ampersand alone.
      mended += Array("amp;".utf8)
      continue
    }
    let name = Array(xml[index..<end])
    guard name.first != 0x23, !predefined.contains(name) else { continue }
    mended.removeLast()
    mended += character(called: name).map { Array(String($0).utf8) } ?? [0x20]
    index = end + 1
  }
  return mended
}

private let predefined: [[UInt8]] = ["amp", "lt", "gt", "quot", "apos"].map { Array($0.utf8) }

private func character(called name: [UInt8]) -> Unicode.Scalar? {
  unsafe (name + [0]).withUnsafeBufferPointer { name in
    guard let entity = unsafe htmlEntityLookup(name.baseAddress) else { return nil }
    return unsafe Unicode.Scalar(UInt32(entity.pointee.value))
  }
}

extension UInt8 {
  fileprivate var isOfReference: Bool {
    (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) || (self >= 0x30 && self <= 0x39) || self == 0x23
  }
}
