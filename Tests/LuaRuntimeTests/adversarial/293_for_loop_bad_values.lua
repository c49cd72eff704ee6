-- expect: error
-- hazard: limits of a loop that are no numbers
for i = 1, {} do end
