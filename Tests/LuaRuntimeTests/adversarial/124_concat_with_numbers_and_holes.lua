-- expect: error
-- hazard: concat meets what is no string
return table.concat({1, 2, {}, 4})
