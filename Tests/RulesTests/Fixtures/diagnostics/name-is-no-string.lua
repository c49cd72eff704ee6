extract { doc = "The name was forgotten." }
