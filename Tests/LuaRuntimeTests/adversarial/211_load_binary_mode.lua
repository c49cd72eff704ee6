-- expect: denied|error|ok:nil
-- hazard: asking for bytecode by name
return (load("\27Lua", "=x", "b"))
