// What a word of a rule file means, asked with the cursor on it.

import JSON
import LuaReference

extension Desk {
  /// `GET /api/help`
  func help(_ request: Request) throws(Refusal) -> Answer {
    guard let name = request.query["symbol"] else { throw Refusal(400, "symbol expected") }
    let found = LuaReference.standard.lookup(name)
    guard !found.isEmpty else {
      throw Refusal(
        404, "no word of rules is called '\(name)'",
        help: LuaReference.standard.nearest(to: name).map { "did you mean '\($0)'?" })
    }
    return Answer { json in
      json.beginObject()
      json.name("symbols")
      json.beginArray()
      for symbol in found {
        json.beginObject()
        json.name("title")
        json.string(symbol.signature)
        json.name("text")
        json.string(symbol.text)
        json.name("example")
        json.stringOrNull(symbol.example?.text)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
  }
}
