test "an unknown role" { "{source|Officials} {cue|denied} {contnt|the report}." }
test "a role that is none" { "{speaker|Officials} said so." }
test "an unclosed mark" { "{source|Officials} {cue|denied} {content|the report." }
test "a brace that closes nothing" { "Officials} denied it." }
test "a mark without words" { "{Officials} denied it." }
test "a claim without number" { "{source:x|Officials} {cue|denied} it." }
test "two sentences, the second is wrong" {
  "{source|Officials} {cue|denied} {content|it}.",
  [[
    In the town,
    {source|officials} {cu|denied} {content|it}.
  ]],
}
