-- How values are shown to a person who tries things out, and what a name may go on with. Runs in a trusted environment, within
-- the budget of the input. `next` and `rawlen` look at tables as they are: nothing of theirs runs.
--
-- `field_names` is the host's: the fields of each kind of row, in their order.

local most_items, most_depth, width = 50, 4, 72

local function quoted(text)
  return (("%q"):format(text):gsub("\\\n", "\\n"):gsub("\r", "\\r"):gsub("\0", "\\0"))
end

-- The kind of a row (`token`), or nil for what is no row of this article.
local function kind_of_row(value)
  local kind = type(value) == "userdata" and tostring(value):match "^(%l+) %d+$"
  return kind and field_names[kind] and kind or nil
end

local function is_list_of_rows(value)
  return type(value) == "userdata" and tostring(value):find "^list of %d+ '" ~= nil
end

-- A row with its words, on one line.
local function row_line(value, kind)
  local text = nil
  for _, name in ipairs(field_names[kind]) do
    if name == "text" then text = value.text end
  end
  if kind == "article" then text = value.id end
  if kind == "claim" then text = (value.content or value.cue).text end
  if not text then return tostring(value) end
  if #text > 200 then text = text:sub(1, utf8.offset(text, 0, 200) - 1) .. "…" end
  return tostring(value) .. " " .. quoted(text)
end

local shown

local function key_of(key)
  if type(key) == "string" and key:find "^[%a_][%w_]*$" then return key .. " = " end
  return "[" .. shown(key, most_depth, {}) .. "] = "
end

local function table_shown(value, depth, path)
  if path[value] then return "{ itself }" end
  if next(value) == nil then return "{}" end
  if depth >= most_depth then return "{ … }" end
  path[value] = true
  local parts, count, length = {}, 0, rawlen(value)
  for key, inner in next, value do
    count = count + 1
    if count <= most_items then
      local is_item = math.type(key) == "integer" and key >= 1 and key <= length
      parts[#parts + 1] = (is_item and "" or key_of(key)) .. shown(inner, depth + 1, path)
    end
  end
  path[value] = nil
  if count > most_items then parts[#parts + 1] = ("… and %d more"):format(count - most_items) end
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  if #line + 2 * depth <= width and not line:find "\n" then return line end
  local indent = ("  "):rep(depth + 1)
  return "{\n" .. indent .. table.concat(parts, ",\n" .. indent) .. "\n" .. ("  "):rep(depth) .. "}"
end

function shown(value, depth, path)
  if type(value) == "string" then return quoted(value) end
  if type(value) == "table" then return table_shown(value, depth, path) end
  local kind = kind_of_row(value)
  if kind then return row_line(value, kind) end
  return tostring(value)
end

-- A row with all its fields, or rows one below the other: what stands alone may take more room.
local function shown_alone(value)
  local kind = kind_of_row(value)
  if kind then
    local lines = { row_line(value, kind) }
    for _, name in ipairs(field_names[kind]) do
      local field = value[name]
      if name ~= "text" and field ~= nil then
        lines[#lines + 1] = ("  %-10s %s"):format(name, shown(field, most_depth, {}))
      end
    end
    return table.concat(lines, "\n")
  end
  if is_list_of_rows(value) then
    local lines = { tostring(value) }
    for number = 1, math.min(#value, most_items) do
      lines[#lines + 1] = ("%4d  %s"):format(number, shown(value[number], most_depth, {}))
    end
    if #value > most_items then lines[#lines + 1] = ("      … and %d more"):format(#value - most_items) end
    return table.concat(lines, "\n")
  end
  return shown(value, 0, {})
end

local console = {}

-- Runs a chunk and gives its results as text. The first one is `_` from then on. `globals` gives the table of globals.
function console.run(chunk, globals)
  local results = table.pack(chunk())
  if results.n == 0 then return nil end
  globals()._ = results[1]
  local lines = {}
  for number = 1, results.n do lines[number] = shown_alone(results[number]) end
  return table.concat(lines, "\n")
end

-- What kind of thing stands at the end of a path of keys from the globals (`table`, `string`, `token`), and the names in
-- it when it is a table.
function console.names(globals, path)
  local value = globals()
  for _, key in ipairs(path) do
    if type(value) == "table" then value = rawget(value, key)
    elseif type(value) == "userdata" then value = value[key]
    else return "nil", {} end
  end
  if type(value) ~= "table" then return kind_of_row(value) or type(value), {} end
  local names = {}
  for key in next, value do
    if type(key) == "string" and #names < 2000 then names[#names + 1] = key end
  end
  return "table", names
end

return console
