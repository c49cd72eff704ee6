-- expect: denied
-- hazard: removing a file
return os.remove("/nonexistent")
