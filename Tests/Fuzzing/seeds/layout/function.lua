score "f" { doc = "x", on = "claim", scale = "s", weigh = function(claim, article)
  for _, c in ipairs(article.claims) do if c ~= claim and #c.content.text > 0x10 then goto done end end
  ::done:: return nil, "why"
end }
scale "s" { base = 1 }
