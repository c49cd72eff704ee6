-- expect: denied
-- hazard: a searcher of the script's own
package.searchers[2] = nil
return #package.path
