-- expect: denied|ok:*
-- hazard: a traceback of the host
return debug.traceback()
