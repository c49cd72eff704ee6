-- expect: denied|error|ok:nil
-- hazard: a reader that returns what is no string
return (load(function() return {} end))
