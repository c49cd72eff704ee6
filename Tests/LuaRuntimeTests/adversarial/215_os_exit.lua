-- expect: denied
-- hazard: the end of the process
os.exit(0, true)
