-- A view of the whole article: who else gives the figure?

score "lone-figure" {
  doc   = "A figure that one source alone puts forward is the first thing to check.",
  on    = "claim",
  scale = "check-worthiness",
  match = has "figure",
  weigh = function(claim, article)
    local figure = claim.content:first "figure"
    if figure.bound == "vague" then return nil end
    if not claim.source then return nil, "nobody is named as the source" end
    for _, other in ipairs(article.claims) do
      if other.source and other.source.entity ~= claim.source.entity and other.content
        and other.content:shares(claim.content, "figure") then
        return nil, other.source.name .. " gives the figure too"
      end
    end
    return 0.8, "no source but " .. claim.source.name .. " gives the figure “" .. figure.text .. "”", figure
  end,
}
