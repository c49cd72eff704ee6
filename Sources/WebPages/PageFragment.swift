// Feeds and letters carry the article itself, in HTML, without a page around it. There is nothing to be found then, but
// something to be left out, and regions all the same.

package import Articles

extension WebPage {
  /// The parts of `html`, all of which belongs to one text but for what is said to be something else.
  ///
  /// Linear.
  package static func fragment(_ html: [UInt8]) -> [PageBlock] {
    BodyExtraction(fragment: PageParts(PageTree(parsing: html))).blocks
  }

  /// The bytes of a document as valid UTF-8, by the rules for pages; with what had to be mended.
  package static func decoded(_ bytes: [UInt8], charset: String?) -> (text: [UInt8], notices: [Notice]) {
    let decoded = DecodedPage(bytes, claimed: charset)
    return (decoded.text, decoded.notices)
  }
}

/// What a program made for people reads as a name or a title: white space made single, references of HTML read; nil when nothing is left.
package func cleanedText(_ text: String) -> String? { cleaned(text) }
