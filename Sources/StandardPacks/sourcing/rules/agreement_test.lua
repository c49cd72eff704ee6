test "a second source gives the figure" {
  "{source|The union} {cue|said} {content|300 workers were on strike}. {source:2|Maren Tolvik} {cue:2|confirmed} {content:2|that 300 workers had walked out}.",
  scores = { "second-source" },
}
test "another figure is no support" {
  "{source|The union} {cue|said} {content|300 workers were on strike}. {source:2|Maren Tolvik} {cue:2|said} {content:2|20 workers had walked out}.",
  silent = { "second-source" },
}
test "a claim inside the claim holds the same words" {
  "{source|Maren Tolvik} {cue|said} {content|{source:2|the union} {cue:2|counted} {content:2|300 workers}}.",
  silent = { "second-source" },
}
