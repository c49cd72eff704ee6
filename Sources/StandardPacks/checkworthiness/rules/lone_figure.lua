-- A view of the whole article: who else gives the figure?

score "lone-figure" {
  doc   = "A figure that one source alone puts forward is the first thing to check.",
  on    = "claim",
  scale = "check-worthiness",
  match = has "figure",
  weigh = function(claim, article)
    local figure = claim.content:first "figure"
    if figure.bound == "vague" then return nil end
    local source = claim.source
    if not source then return nil, "nobody is named as the source" end
    local entity, content = source.entity, claim.content
    for _, other in ipairs(article.claims) do
      local others = other.source
      if others and others.entity ~= entity and other.content and other.content:shares(content, "figure") then
        return nil, others.name .. " gives the figure too"
      end
    end
    return 0.8, "no source but " .. source.name .. " gives the figure “" .. figure.text .. "”", figure
  end,
}
