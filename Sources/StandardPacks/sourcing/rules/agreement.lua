-- Whether a second source says the same.

score "second-source" {
  doc   = "Two sources that give the same figure support each other.",
  on    = "claim",
  scale = "sourcing",
  match = all { has "source", has "figure" },
  weigh = function(claim, article)
    local entity, content = claim.source.entity, claim.content
    for _, other in ipairs(article.claims) do
      local source = other.source
      if source and source.entity ~= entity and other.content then
        for _, figure in ipairs(other.content:all "figure") do
          if content:shares(figure, "figure") then
            return 1, source.name .. " gives the same figure, “" .. figure.text .. "”", figure
          end
        end
      end
    end
    return nil, "no other source gives the figure"
  end,
}
