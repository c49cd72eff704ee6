-- expect: denied
-- hazard: another locale for the whole process
return os.setlocale("")
