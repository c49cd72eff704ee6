// `check` reads every rule of every pack each time an editor saves: a file of ten thousand lines is a moment.

import LuaSyntax
import Testing

@Suite struct SpeedTests {
  @Test func tenThousandLinesAreAMoment() {
    var text = ""
    for index in 0..<1250 {
      text += """
        -- Somebody rejects what was alleged.
        extract "rejected-\(index)" {
          doc   = "A source rejects what somebody else alleged.",
          match = [[ source:<np> cue:@deny content:<np> ]],
          find  = function(claim, article)
            if #claim.content > \(index) then return nil end
            return string.find(claim.text, "a\\tb") and article.claims[\(index)] .. 'x'
          end, }\n
        """
    }
    let source = LuaSource(name: "a.lua", text: text)
    #expect(source.lineStarts.count == 10_001)
    var found = 0
    let parsing = ContinuousClock().measure {
      found = LuaFile(source).diagnostics.count
    }
    #expect(found == 0)
    let file = LuaFile(source)
    let checking = ContinuousClock().measure {
      found = file.declarations.count + file.checkGlobals(known: ["extract", "string"]).count
    }
    #expect(found == 1250)
    print("10 000 lines, \(source.bytes.count) bytes: parsed in \(parsing), checked in \(checking)")
    #if OPTIMISED || !DEBUG
    #expect(parsing < .milliseconds(100))
    #endif
  }
}
