-- expect: denied|ok:nil
-- hazard: the table of everything that is loaded
return package.loaded.os
