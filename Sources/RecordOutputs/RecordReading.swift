// Reads `assay.record/1`. Keys that are not needed, and those of later versions, are passed.

internal import JSON

extension RecordContents {
  init(_ line: [UInt8]) throws(JSONError) {
    var reader = JSONReader(line)
    try reader.fields { reader, name throws(JSONError) in
      switch name {
      case "article":
        try reader.fields { reader, name throws(JSONError) in
          switch name {
          case "id": articleID = try reader.readString()
          case "title": title = try reader.readOptionalString()
          case "published": published = try reader.readOptionalString()
          case "sha256": sha256 = try reader.readString()
          case "duplicateOf": duplicateOf = try reader.readOptionalString()
          default: try reader.skipValue()
          }
        }
      case "claims": try reader.list { reader throws(JSONError) in claims.append(try ClaimContents(&reader)) }
      case "sentences":
        try reader.list { reader throws(JSONError) in sentences.append(try UnitContents(&reader)) }
      case "scores": scores = try reader.readScores()
      case "totals": totals = try reader.readTotals()
      case "diagnostics":
        try reader.list { reader throws(JSONError) in diagnostics.append(try DiagnosticContents(&reader)) }
      default: try reader.skipValue()
      }
    }
    try reader.finish()
  }
}

extension ClaimContents {
  fileprivate init(_ reader: inout JSONReader) throws(JSONError) {
    try reader.fields { reader, name throws(JSONError) in
      switch name {
      case "id": id = try reader.readString()
      case "rule": rule = try reader.readString()
      case "type": type = try reader.readString()
      case "stance": stance = try reader.readString()
      case "parent": parent = try reader.readOptionalString()
      case "source": if try !reader.passedNull() { source = try SourceContents(&reader) }
      case "cue":
        if try reader.passedNull() { return }
        try reader.fields { reader, name throws(JSONError) in
          switch name {
          case "spans": cue = try reader.readSpans()
          case "lemma": lemma = try reader.readOptionalString()
          default: try reader.skipValue()
          }
        }
      case "content":
        if try reader.passedNull() { return }
        try reader.fields { reader, name throws(JSONError) in
          if name == "spans" { content = try reader.readSpans() } else { try reader.skipValue() }
        }
      case "hedges": hedges = try reader.readSpans()
      case "figures": try reader.copyValue(into: &figures)
      case "dates": try reader.copyValue(into: &dates)
      case "relations": try reader.copyValue(into: &relations)
      case "evidence":
        try reader.fields { reader, name throws(JSONError) in
          if name == "status" { evidence = try reader.readString() } else { try reader.skipValue() }
        }
      case "scores": scores = try reader.readScores()
      case "totals": totals = try reader.readTotals()
      default: try reader.skipValue()
      }
    }
  }
}

extension SourceContents {
  fileprivate init(_ reader: inout JSONReader) throws(JSONError) {
    try reader.fields { reader, name throws(JSONError) in
      switch name {
      case "spans": spans = try reader.readSpans()
      case "name": self.name = try reader.readOptionalString()
      case "entity": entity = try reader.readOptionalString()
      default: try reader.skipValue()
      }
    }
  }
}

extension UnitContents {
  fileprivate init(_ reader: inout JSONReader) throws(JSONError) {
    try reader.fields { reader, name throws(JSONError) in
      switch name {
      case "start": start = try reader.readInteger()
      case "end": end = try reader.readInteger()
      case "scores": scores = try reader.readScores()
      case "totals": totals = try reader.readTotals()
      default: try reader.skipValue()
      }
    }
  }
}

extension DiagnosticContents {
  fileprivate init(_ reader: inout JSONReader) throws(JSONError) {
    try reader.fields { reader, name throws(JSONError) in
      switch name {
      case "severity": severity = try reader.readString()
      case "slug": slug = try reader.readString()
      case "rule": rule = try reader.readOptionalString()
      case "message": message = try reader.readString()
      default: try reader.skipValue()
      }
    }
  }
}

extension JSONReader {
  /// Reads an object; `body` reads the value of each name.
  fileprivate mutating func fields(
    _ body: (inout JSONReader, String) throws(JSONError) -> Void
  ) throws(JSONError) {
    try beginObject()
    while let name = try nextName() { try body(&self, name) }
  }

  /// Reads an array; `body` reads each element.
  fileprivate mutating func list(_ body: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
    try beginArray()
    while try nextElement() { try body(&self) }
  }

  /// Whether the value was null, which is read then.
  fileprivate mutating func passedNull() throws(JSONError) -> Bool {
    guard try nextKind() == .null else { return false }
    try readNull()
    return true
  }

  fileprivate mutating func readOptionalString() throws(JSONError) -> String? {
    try passedNull() ? nil : try readString()
  }

  /// A whole number; 0 for one that is none or does not fit.
  fileprivate mutating func readInteger() throws(JSONError) -> Int {
    try readNumber().integer.flatMap(Int.init(exactly:)) ?? 0
  }

  fileprivate mutating func readSpans() throws(JSONError) -> [SpanContents] {
    var spans: [SpanContents] = []
    try list { reader throws(JSONError) in
      var span = SpanContents()
      try reader.fields { reader, name throws(JSONError) in
        switch name {
        case "start": span.start = try reader.readInteger()
        case "end": span.end = try reader.readInteger()
        case "text": span.text = try reader.readString()
        default: try reader.skipValue()
        }
      }
      spans.append(span)
    }
    return spans
  }

  fileprivate mutating func readScores() throws(JSONError) -> [ScoreContents] {
    var scores: [ScoreContents] = []
    try list { reader throws(JSONError) in
      var score = ScoreContents()
      try reader.fields { reader, name throws(JSONError) in
        switch name {
        case "rule": score.rule = try reader.readString()
        case "scale": score.scale = try reader.readString()
        case "points": score.points = try reader.passedNull() ? 0 : try reader.readNumber().double
        case "because": score.because = try reader.readString()
        case "spans": score.spans = try reader.readSpans()
        default: try reader.skipValue()
        }
      }
      scores.append(score)
    }
    return scores
  }

  fileprivate mutating func readTotals() throws(JSONError) -> [TotalContents] {
    var totals: [TotalContents] = []
    try fields { reader, name throws(JSONError) in
      guard try !reader.passedNull() else { return }
      totals.append(TotalContents(scale: name, value: try reader.readNumber().double))
    }
    return totals
  }
}
