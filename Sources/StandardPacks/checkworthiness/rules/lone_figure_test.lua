test "only one source gives the figure" {
  "{source|The union} {cue|said} {content|300 workers were on strike}.",
  scores = { "lone-figure" },
}
test "two sources give it" {
  "{source|The union} {cue|said} {content|300 workers were on strike}. {source:2|The company} {cue:2|said} {content:2|300 workers had stayed at home}.",
  silent = { "lone-figure" },
}
test "no figure" {
  "{source|The union} {cue|said} {content|the workers were on strike}.",
  silent = { "lone-figure" },
}
test "many more is no figure" {
  "{source|The union} {cue|said} {content|there were many more workers on strike}.",
  silent = { "lone-figure" },
}
