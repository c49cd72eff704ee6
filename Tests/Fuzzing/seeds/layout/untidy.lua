extract"said"{doc='x' ,match=[[
source:<np>  cue:( said|told )
cue >nsubj source
]] ; rank= - -1} -- end
if a then return function(...) local x<const>,y=...,{ [ [[k]] ]=1;2 }
goto z ::z:: end end
