test "a" { "{source|Officials} {cue|said} {content|it}.", stance = "asserts", todo = "later" }
