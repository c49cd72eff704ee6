-- expect: ok:done
-- hazard: functions of coroutines with every type of argument
for _, f in pairs(coroutine) do
  for _, v in ipairs({true, 1, "x", {}, print, coroutine.create(error), coroutine.running()}) do
    coroutine.wrap(function() pcall(f, v, v) end)()
  end
end
return "done"
