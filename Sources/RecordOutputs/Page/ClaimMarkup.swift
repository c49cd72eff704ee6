// How one claim looks in the list of a page. Whatever an article holds is text here and never markup.

internal import Articles

enum ClaimMarkup {
  /// Longer contents are cut in the list; the article shows them whole.
  private static let contentLimit = 600
  private static let mostReasons = 8

  /// The claim as an element of the list.
  ///
  /// - Parameters:
  ///   - article: the article's place in the run.
  ///   - text: which of its texts the claim opens.
  ///   - address: where on its own page it stands; nil when that is not known.
  static func item(
    _ claim: ClaimContents, number: Int, of source: Article, article: Int, _ text: Int,
    address: String?
  ) -> [UInt8] {
    let who = claim.source?.shownName ?? ""
    let shown = singleLine(
      Array((claim.content.isEmpty ? claim.cue : claim.content).text.utf8)[...], limit: contentLimit)
    let origin = [source.title ?? source.id, source.outlet ?? "", source.published ?? ""].filter {
      !$0.isEmpty
    }
    var html = #"<li data-stance="\#(claim.stance.htmlEscaped)" data-rule="\#(claim.rule.htmlEscaped)""#
    html +=
      #" data-source="\#(who.htmlEscaped)"><p class="who"><b>\#(who.isEmpty ? "the article itself" : who.htmlEscaped)</b>"#
    if !claim.cue.isEmpty { html += " <i>\(claim.cue.text.htmlEscaped)</i>" }
    html += #" <span class="stance \#(claim.stance.htmlEscaped)">\#(claim.stance.htmlEscaped)</span></p>"#
    html +=
      #"<p class="content"><button type="button" data-text="\#(PageText.id(article: article, text: text))""#
    html += #" data-claim="\#(number)">\#(shown.htmlEscaped)</button></p>"#
    html +=
      #"<p class="about">\#(origin.joined(separator: " · ").htmlEscaped) · <code>\#(claim.rule.htmlEscaped)</code>"#
    if let address {
      html +=
        #" · <a href="\#(address.htmlEscaped)" rel="noreferrer noopener" target="_blank">on its page</a>"#
    }
    html += "</p>"
    html += totals(claim) + "</li>\n"
    return Array(html.utf8)
  }

  /// The totals, which open the reasons for them.
  private static func totals(_ claim: ClaimContents) -> String {
    guard !claim.totals.isEmpty else { return "" }
    var html = "<details><summary>"
    // The one that decided about the place comes first.
    let decisive = claim.totals.filter { $0.scale == PageOutput.decisiveScale }
    for total in decisive + claim.totals.filter({ $0.scale != PageOutput.decisiveScale }) {
      html += "<span>\(total.scale.htmlEscaped) <b>\(numberText(total.value))</b></span> "
    }
    html += "</summary><ul>"
    let ranked = claim.weightiestScores
    for score in ranked.prefix(mostReasons) {
      html +=
        "<li><b>\(signed(score.points))</b> \(score.because.htmlEscaped) <code>\(score.scale.htmlEscaped)</code></li>"
    }
    if ranked.count > mostReasons { html += "<li>and \(ranked.count - mostReasons) lighter reasons</li>" }
    return html + "</ul></details>"
  }
}
