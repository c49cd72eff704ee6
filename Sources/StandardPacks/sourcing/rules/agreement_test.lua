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
test "the figure that both give is named, not the first" {
  run = function(rules)
    local shared = { text = "300 workers" }
    local function claim(name, figures)
      return {
        source = { entity = name, name = name },
        content = {
          first = function() return figures[1] end,
          all = function() return figures end,
          shares = function(_, figure) return figure == shared end,
        },
      }
    end
    local mine, other = claim("Tolvik", { shared }), claim("the union", { { text = "20" }, shared })
    local points, reason, figure = rules["second-source"].weigh(mine, { claims = { mine, other } })
    expect({ points, reason }, { 1, "the union gives the same figure, “300 workers”" })
    expect(figure == shared, true)
  end,
}
