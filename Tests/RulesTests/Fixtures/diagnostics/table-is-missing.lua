extract "rejected" [[ source:<np> cue:@deny content:<np> ]]
