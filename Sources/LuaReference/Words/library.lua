-- What rules have of Lua 5.4, and where it is not as the manual says. No program: each line of code names what the
-- comment above it describes.

--- The value, when it is true; else an error.
---@error the message, or assertion failed!
---@example assert(1 < 2) → true
function assert(value, message) end
--- Raises an error.
---@error the message, with the place of the call
---@example pcall(error, "no", 0) → false, "no"
function error(message, level) end
--- The metatable of a table, as it was given to `setmetatable`. Of strings and parts of the article there is none to see.
---@example getmetatable({}) → nil
function getmetatable(object) end
--- For loops over a list.
---@example ipairs({}) ~= nil → true
function ipairs(list) end
--- The next key of a table and its value. The order is fixed: the same table gives the same order in every run.
---@example next({ 7 }) → 1, 7
function next(table, key) end
--- For loops over all keys of a table. The order is fixed: the same table gives the same order in every run.
---@example pairs({}) ~= nil → true
function pairs(table) end
--- Calls a function and catches its error. What ends a rule (steps, memory, time) is not caught.
---@example pcall(function() return 1 end) → true, 1
function pcall(f, ...) end
--- Writes a line for the author of the rule. A pack asks for it in pack.json: `"capabilities": ["log"]`.
---@error 'print' is withheld from this script: the pack did not ask for it
---@example type(print) → "function"
function print(...) end
--- Whether two values are the same, without metamethods.
---@example rawequal("a", "a") → true
function rawequal(a, b) end
--- A field of a table, without metamethods.
---@example rawget({ a = 1 }, "a") → 1
function rawget(table, key) end
--- The length of a table or string, without metamethods.
---@example rawlen({ 1, 2 }) → 2
function rawlen(value) end
--- Sets a field of a table, without metamethods.
---@example rawset({}, "a", 1).a → 1
function rawset(table, key, value) end
--- The values from the n-th on, or with `"#"` how many there are.
---@example select("#", "a", "b") → 2
function select(n, ...) end
--- Gives a table a metatable: a copy, which a later change of yours does not reach until the next call.
---@error metafield '__gc' is not available here; so are `__close`, `__mode` and `__concat`
---@example setmetatable({}, { __len = function() return 3 end }) ~= nil → true
function setmetatable(table, metatable) end
--- The number that a text spells, or nil.
---@example tonumber("0x10") → 16
function tonumber(text, base) end
--- A text for a value. Tables and functions are numbered in the order in which they are shown, in place of their addresses.
---@example tostring(1e15) → "1e+15"
function tostring(value) end
--- The name of a value's type; a part of the article is `userdata`.
---@example type("") → "string"
function type(value) end
--- The version of the language.
---@example _VERSION → "Lua 5.4"
_VERSION = nil
--- Calls a function and hands its error to a handler. What ends a rule is not handed to it.
---@example xpcall(function() return 1 end, print) → true, 1
function xpcall(f, handler, ...) end

--- Functions that stop in the middle and go on. There is no `close`.
coroutine = nil
--- A new coroutine; its steps count as the rule's.
---@example type(coroutine.create(print)) → "thread"
function coroutine.create(f) end
--- Whether the running coroutine can yield.
---@example coroutine.isyieldable() → false
function coroutine.isyieldable() end
--- Starts a coroutine, or goes on with it.
---@example coroutine.resume(coroutine.create(function(a) return a end), 5) → true, 5
function coroutine.resume(co, ...) end
--- The running coroutine, and whether it is the main one.
---@example select(2, coroutine.running()) → true
function coroutine.running() end
--- `running suspended normal dead`
---@example coroutine.status(coroutine.create(print)) → "suspended"
function coroutine.status(co) end
--- A coroutine as a function.
---@example coroutine.wrap(function() coroutine.yield(8) end)() → 8
function coroutine.wrap(f) end
--- Stops the running coroutine and hands values to whoever resumed it.
---@error attempt to yield from outside a coroutine
---@example type(coroutine.yield) → "function"
function coroutine.yield(...) end

--- Numbers.
math = nil
--- Without its sign.
---@example math.abs(-3) → 3
function math.abs(x) end
--- Arc cosine in radians.
---@example math.acos(1) → 0.0
function math.acos(x) end
--- Arc sine in radians.
---@example math.asin(0) → 0.0
function math.asin(x) end
--- Arc tangent of y/x in radians.
---@example math.atan(0, 1) → 0.0
function math.atan(y, x) end
--- Rounded up.
---@example math.ceil(1.2) → 2
function math.ceil(x) end
--- Cosine of an angle in radians.
---@example math.cos(0) → 1.0
function math.cos(x) end
--- Radians as degrees.
---@example math.deg(0) → 0.0
function math.deg(x) end
--- e to the power of x.
---@example math.exp(0) → 1.0
function math.exp(x) end
--- Rounded down.
---@example math.floor(1.8) → 1
function math.floor(x) end
--- What is left of x divided by y, rounded towards zero.
---@error zero: two integers of which the second is 0
---@example math.fmod(-5, 3) → -2
function math.fmod(x, y) end
--- More than any number.
---@example math.huge → inf
math.huge = nil
--- The logarithm, natural without a base.
---@example math.log(8, 2) → 3.0
function math.log(x, base) end
--- The largest.
---@example math.max(2, 7) → 7
function math.max(x, ...) end
--- The largest integer.
---@example math.maxinteger → 9223372036854775807
math.maxinteger = nil
--- The smallest.
---@example math.min(2, 7) → 2
function math.min(x, ...) end
--- The smallest integer.
---@example math.mininteger → -9223372036854775808
math.mininteger = nil
--- The whole part and the rest.
---@example math.modf(3.5) → 3, 0.5
function math.modf(x) end
--- The circle number.
---@example math.pi → 3.1415926535898
math.pi = nil
--- Degrees as radians.
---@example math.rad(0) → 0.0
function math.rad(x) end
--- A random number. It starts from article and rule, so the same input gives the same numbers, and there is nothing to seed. A
--- pack asks for it in pack.json: `"capabilities": ["random"]`.
---@error 'math.random' is withheld from this script: the pack did not ask for it
---@example math.random(1, 1) → 1
function math.random(m, n) end
--- Sine of an angle in radians.
---@example math.sin(0) → 0.0
function math.sin(x) end
--- The square root.
---@example math.sqrt(9) → 3.0
function math.sqrt(x) end
--- Tangent of an angle in radians.
---@example math.tan(0) → 0.0
function math.tan(x) end
--- The same number as an integer, or nil.
---@example math.tointeger(3.0) → 3
function math.tointeger(x) end
--- `"integer"`, `"float"`, or nil for what is no number.
---@example math.type(3.0) → "float"
function math.type(x) end
--- Whether m is below n, both taken as unsigned.
---@example math.ult(1, -1) → true
function math.ult(m, n) end

--- Strings: bytes in UTF-8. Every function is also a method: `text:find "x"`. There is no `dump`.
string = nil
--- The numbers of bytes.
---@example string.byte("A") → 65
function string.byte(text, first, last) end
--- A string of these bytes.
---@example string.char(72, 105) → "Hi"
function string.char(...) end
--- Where a pattern of Lua matches, and its captures. Each attempt to match costs a step, so a pattern that takes too long ends the
--- rule, not the run.
---@error malformed pattern
---@example string.find("the dam", "dam") → 5, 7
function string.find(text, pattern, init, plain) end
--- A text made by a format. `%p` gives a number that is the same in every run, in place of an address.
---@error bad argument: a value that does not fit its place
---@example string.format("%d of %s", 3, "x") → "3 of x"
function string.format(format, ...) end
--- For loops over all matches of a pattern of Lua. Each attempt to match costs a step.
---@error malformed pattern
---@example string.gmatch("a b", "%a")() → "a"
function string.gmatch(text, pattern, init) end
--- The text with the matches of a pattern of Lua replaced, and how many there were. Each attempt to match costs a step.
---@error malformed pattern, invalid replacement value
---@example string.gsub("a-b", "-", "+") → "a+b", 1
function string.gsub(text, pattern, replacement, limit) end
--- Its length in bytes.
---@example string.len("dam") → 3
function string.len(text) end
--- In small letters, of ASCII alone; `token.lower` knows the others.
---@example string.lower("Dam") → "dam"
function string.lower(text) end
--- The captures of the first match of a pattern of Lua. Each attempt to match costs a step.
---@error malformed pattern
---@example string.match("room 40", "%d+") → "40"
function string.match(text, pattern, init) end
--- Values as bytes of a format.
---@example #string.pack("i4", 7) → 4
function string.pack(format, ...) end
--- How many bytes a format takes.
---@example string.packsize("i4") → 4
function string.packsize(format) end
--- The text n times. Its bytes cost steps.
---@error resulting string too large
---@example string.rep("ab", 2, "-") → "ab-ab"
function string.rep(text, n, separator) end
--- Its bytes in reverse order.
---@example string.reverse("dam") → "mad"
function string.reverse(text) end
--- The bytes from the first to the last; below zero they count from the end.
---@example string.sub("the dam", -3) → "dam"
function string.sub(text, first, last) end
--- The values in bytes of a format, and where the next would begin.
---@error data string too short
---@example string.unpack("i4", string.pack("i4", 7)) → 7, 5
function string.unpack(format, text, position) end
--- In capitals, of ASCII alone.
---@example string.upper("dam") → "DAM"
function string.upper(text) end

--- Tables as lists. Parts of the article are read-only lists of their own: loop over them with `ipairs`.
table = nil
--- The items of a list as one string.
---@error invalid value in table for 'concat'
---@example table.concat({ "a", "b" }, "+") → "a+b"
function table.concat(list, separator, first, last) end
--- Puts an item into a list.
---@error position out of bounds
---@example select("#", table.insert({ 1 }, 2)) → 0
function table.insert(list, position, item) end
--- Copies items of a list.
---@example #table.move({ 1, 2 }, 1, 2, 3) → 4
function table.move(list, first, last, to, other) end
--- The values as a list, with their number in `n`.
---@example table.pack(7, nil).n → 2
function table.pack(...) end
--- Takes an item out of a list.
---@error position out of bounds
---@example table.remove({ 4, 5 }) → 5
function table.remove(list, position) end
--- Sorts a list. Items that are equal keep their order, whatever the order function does.
---@error attempt to compare …
---@example select("#", table.sort({ 2, 1 })) → 0
function table.sort(list, order) end
--- The items of a list as values.
---@error too many results to unpack
---@example table.unpack({ 4, 5 }) → 4, 5
function table.unpack(list, first, last) end

--- Characters of strings in UTF-8.
utf8 = nil
--- A string of these characters.
---@example utf8.char(8220) → "“"
function utf8.char(...) end
--- A pattern of Lua that matches one character.
---@example string.match("é!", utf8.charpattern) → "é"
utf8.charpattern = nil
--- The numbers of characters.
---@error invalid UTF-8 code
---@example utf8.codepoint("“") → 8220
function utf8.codepoint(text, first, last, lax) end
--- For loops over the characters: position and number.
---@error invalid UTF-8 code
---@example utf8.codes("a") ~= nil → true
function utf8.codes(text, lax) end
--- How many characters there are; nil and a position where the text is no UTF-8.
---@example utf8.len("“a”") → 3
function utf8.len(text, first, last, lax) end
--- Where the n-th character begins, in bytes.
---@example utf8.offset("“a”", 2) → 4
function utf8.offset(text, n, position) end
