-- expect: ok:false|denied
-- hazard: closing the coroutine that runs
return (pcall(coroutine.close, coroutine.running()))
