-- Each rule of withheld.lua on a sentence it finds and on one that only looks like it.

test "a statement is not made" {
  "{source|The minister} {cue|stopped short of saying} {content|the mine had lied}.",
  rule = "stopped-short",
  stance = "withholds",
}

test "a source will not comment" {
  "{source|The minister} {cue|refused} {content|to discuss the leak}.",
  rule = "declined",
  stance = "withholds",
}

test "a source does not say" {
  "{source|The minister} {cue|did not say} {content|whether the dam would hold}.",
  rule = "did-not-say",
  stance = "withholds",
}

test "a source does not know yet" {
  "{source|The ministry} was trying to {cue|assess} {content|whether the dam would hold}.",
  rule = "open-question",
  stance = "withholds",
}

test "a source will not comment, with decline" {
  "{source|The minister} {cue|declined} {content|to comment}.",
  rule = "declined",
  stance = "withholds",
}

test "stopped-short leaves this alone" { "The train stopped short of the platform." }
test "declined leaves this alone" { "The price of iron declined in spring." }
test "did-not-say leaves this alone" { "The train did not stop." }
test "open-question leaves this alone" { "The train was trying to brake." }

test "no answer" {
  "{source|The port} {cue|did not immediately respond} to {content|a request for comment}.",
  rule = "no-answer", stance = "withholds",
}
test "no-answer leaves this alone" { "The port did not return the boat." }

test "declined to comment" {
  "{source|A spokesman for the port} {cue|declined} {content|to comment}.",
  stance = "withholds",
}
test "declined-to leaves this alone" { "The prices declined to a tenth." }

test "a reproach is not made" {
  "{source|The minister} {cue|stopped short of blaming} {content|the mine}.",
  rule = "stopped-short-of-it",
  stance = "withholds",
}

test "neither confirmed nor denied" {
  "{source|The mine} {cue|would neither confirm nor deny} {content|the sale}.",
  rule = "neither-confirmed",
  stance = "withholds",
}
