// The form in which every continuous integration reads tests. Nobody has written it down officially; this is what
// Jenkins, GitLab and GitHub's reporters agree on. Without times: the same run gives the same bytes.

extension PackTestReport {
  /// The outcomes as JUnit XML, a suite for each file of tests.
  public var junit: String {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml +=
      "<testsuites name=\"assay\" tests=\"\(outcomes.count)\" failures=\"\(failed)\" skipped=\"\(todo)\">\n"
    var files: [String] = []
    for outcome in outcomes where !files.contains(outcome.file) { files.append(outcome.file) }
    for file in files {
      let own = outcomes.filter { $0.file == file }
      let failures = own.count { if case .failed = $0.result { true } else { false } }
      let skipped = own.count { if case .todo = $0.result { true } else { false } }
      xml +=
        "  <testsuite name=\"\(file.xmlEscaped)\" tests=\"\(own.count)\" failures=\"\(failures)\" errors=\"0\" "
        + "skipped=\"\(skipped)\">\n"
      for outcome in own {
        let start =
          "    <testcase classname=\"\(file.xmlEscaped)\" name=\"\(outcome.title.xmlEscaped)\" "
          + "file=\"\(file.xmlEscaped)\" line=\"\(outcome.line)\""
        switch outcome.result {
        case .passed: xml += start + "/>\n"
        case .todo(let reason):
          xml += start + ">\n      <skipped message=\"\(reason.xmlEscaped)\"/>\n    </testcase>\n"
        case .failed(let reasons):
          xml +=
            start + ">\n      <failure message=\"\((reasons.first ?? "").xmlEscaped)\">"
            + reasons.joined(separator: "\n").xmlEscaped + "</failure>\n    </testcase>\n"
        }
      }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }
}

extension PackTestReport.Outcome {
  /// The file of the test, and its line.
  var file: String { String(place[..<(place.lastIndex(of: ":") ?? place.endIndex)]) }
  var line: String { place.split(separator: ":").last.map(String.init) ?? "" }
}

extension String {
  /// For text and attributes of XML 1.0, which has no sign at all for most control characters.
  var xmlEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      default:
        let isAllowed =
          (0x20...0xD7FF).contains(scalar.value) || (0xE000...0xFFFD).contains(scalar.value)
          || scalar.value >= 0x10000
        escaped.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }
}
