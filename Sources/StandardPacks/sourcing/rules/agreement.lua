-- Whether a second source says the same.

score "second-source" {
  doc   = "Two sources that give the same figure support each other.",
  on    = "claim",
  scale = "sourcing",
  match = all { has "source", has "figure" },
  weigh = function(claim, article)
    for _, other in ipairs(article.claims) do
      if other.source and other.source.entity ~= claim.source.entity and other.content then
        for _, figure in ipairs(other.content:all "figure") do
          if claim.content:shares(figure, "figure") then
            return 1, other.source.name .. " gives the same figure, “" .. figure.text .. "”", figure
          end
        end
      end
    end
    return nil, "no other source gives the figure"
  end,
}
