// A desk with nothing on it teaches nobody: who starts the workbench without an article gets this one.

import Articles

enum ExampleArticle {
  /// A short report of our own, with people who say, deny and ask something.
  static var article: Article {
    let title = "Ferry to Ostry Island stays in port for a second week"
    var article = Article(
      id: "example",
      blocks: [(.headline, ValidText(Array(title.utf8)))]
        + paragraphs.map { (.body, ValidText(Array($0.utf8))) })
    article.title = title
    article.outlet = "an example"
    article.published = "2025-05-13"
    article.language = "en"
    return article
  }

  private static let paragraphs = [
    """
    The ferry to Ostry Island will not sail before Friday, the harbour office said on Tuesday. A crack in the \
    bow door had been found during a routine check, and a spare part was “on its way from Gdynia”.
    """,
    """
    Islanders say that the door was leaking in March. “We told them twice,” said Ilse Marten, who runs the \
    island's only shop. “Nobody came.” She claims that some 40 guests have cancelled since the ship was tied up.
    """,
    """
    The operator, Nordline, denied that it had known of any leak. Its spokesman, Peer Aldous, called the \
    allegation “plainly wrong” and declined to say when the door was last repaired. According to an internal \
    report seen by this newspaper, an inspector had recommended new seals for at least three of the four doors.
    """,
    """
    The mayor, Jonna Rask, asked the ministry whether a naval landing craft could bring supplies. The ministry \
    believes that the island has fuel for ten days. Mrs Rask, however, warned that the clinic might have to \
    close by the weekend.
    """,
  ]
}
