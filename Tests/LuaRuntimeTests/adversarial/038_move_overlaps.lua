-- expect: ok:1 1 2 3
-- hazard: a move onto itself
return table.concat(table.move({1, 2, 3}, 1, 3, 2), " ")
