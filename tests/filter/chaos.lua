-- Anything at all is handed to everything there is: whatever comes of it is an
-- error in Lua or a document, never a crash. The values are the same in every
-- run; tests/unit/test_filter.c runs this under the sanitizers, too.
local rounds = 4000

local function pick(t) return t[math.random(#t)] end

local self_holding = pandoc.Span 'x'
self_holding.content = {self_holding}
local strange = setmetatable({}, {
  __index = function(_, k) return k end, __len = function() return 3 end})

local values = {
  function() return nil end,
  function() return math.random() < .5 end,
  function() return pick{0, 1, -1, 2.5, 1e308, math.mininteger, 0 / 0} end,
  function() return pick{'', 'x', 'a b\nc', 'AlignLeft', '\0\255', 'ä', '2'} end,
  function() return {} end,
  function() return {pick{'x', 1, {}, true}, pick{'y', 2, {}}} end,
  function() return {id = 'i', class = 'c d', k = 'v', [1] = pick{'x', {}}} end,
  function() return {'i', {'c'}, {k = 'v'}} end,
  function() return pandoc.Attr('i', {'c'}, {{'k', 'v'}, {'k', 'w'}}) end,
  function() return pandoc.Attr('i', {}, {k = 'v'}).attributes end,
  function() return pandoc.List{1, 'x', pandoc.Str 'y'} end,
  function() return pandoc.Inlines 'some words here' end,
  function() return pandoc.Blocks{'a', pandoc.Para 'b', pandoc.HorizontalRule()} end,
  function() return pandoc.Str(pick{'', ' ', 'x', 'a b'}) end,
  function() return pandoc.Space() end,
  function() return pandoc.Link('a', 'b', 'c', {'i'}) end,
  function() return pandoc.Image('a', 'b') end,
  function() return pandoc.Note{'n', pandoc.Para 'p'} end,
  function() return pandoc.Cite('x', {pandoc.Citation('k', 'NormalCitation')}) end,
  function() return pandoc.Citation('k', 'AuthorInText', 'p', 's') end,
  function() return pandoc.Para 'a para' end,
  function() return pandoc.Header(2, 'head', {'h'}) end,
  function() return pandoc.Div({pandoc.Div 'x'}, {class = 'c'}) end,
  function() return pandoc.CodeBlock 'x' end,
  function() return pandoc.BulletList{'a', {'b', pandoc.Para 'c'}} end,
  function() return pandoc.OrderedList({{'a'}}, {3, 'LowerRoman', 'Period'}) end,
  function() return pandoc.DefinitionList{{'t', {'d', 'e'}}} end,
  function() return pandoc.LineBlock{'a', 'b'} end,
  function() return pandoc.Figure('x', 'c') end,
  function() return pandoc.Table('c', {{'AlignLeft'}}, {}, {
    pandoc.TableBody{pandoc.Row{'x'}}}, {}) end,
  function() return pandoc.Row{'a', 'b'} end,
  function() return pandoc.Cell('x', 'AlignRight', 2, 3) end,
  function() return pandoc.TableHead{{'a'}} end,
  function() return pandoc.TableBody{{'a'}} end,
  function() return pandoc.ListAttributes(2) end,
  function() return pandoc.Pandoc({'x'}, {a = 'b', c = {1, 2}}) end,
  function() return pandoc.RawBlock('html', 'x') end,
  function() return self_holding end,
  function() return strange end,
  function() return print end,
  function() return pick{pandoc, string, _G, PANDOC_VERSION, io.stderr} end,
  function() return coroutine.create(function() end) end,
}
local function value() return pick(values)() end

-- every function there is
local calls = {}
local skip = {['while true'] = true}
local function collect(lib)
  for _, f in pairs(lib) do
    if type(f) == 'function' then calls[#calls + 1] = f end
  end
end
for _, lib in ipairs{pandoc, pandoc.utils, pandoc.List, pandoc.path,
    pandoc.text, pandoc.mediabag, pandoc.types, pandoc.log, table, utf8, vade,
    getmetatable(pandoc.Inlines 'x'), pandoc.system} do
  collect(lib)
end
for _, name in ipairs{'find', 'match', 'gsub', 'format', 'rep', 'sub'} do
  calls[#calls + 1] = function(s, ...)
    return string[name](tostring(s):sub(1, 20), ...)
  end
end
for _, f in ipairs{tostring, pairs, ipairs, next, rawget, rawlen, select,
    setmetatable, load, type, tonumber} do
  calls[#calls + 1] = f
end

local fields = {'content', 'text', 'attr', 'identifier', 'classes',
  'attributes', 'level', 'caption', 'target', 'title', 'src', 'citations',
  'rows', 'cells', 'contents', 'bodies', 'head', 'foot', 'colspecs', 'start',
  'style', 'delimiter', 'listAttributes', 'blocks', 'meta', 'format', 'id',
  'mode', 'prefix', 'suffix', 'alignment', 'col_span', 'row_span', 'long',
  'short', 'quotetype', 't', 'tag', 'c', 'nothing', 1, 2}

local kept = {}
local function act()
  local way = math.random(6)
  if way == 1 then
    return pick(calls)(value(), value(), value(), value())
  elseif way == 2 then
    local x = value()
    x[pick(fields)] = value()
    x[pick(fields)] = value()
    kept[math.random(20)] = x
    return x
  elseif way == 3 then
    local x = kept[math.random(20)]
    return pandoc.Div{x, value()}, tostring(x), x == value(), x:clone(), #x
  elseif way == 4 then
    local x = value()
    return x:walk{[pick{'Str', 'Para', 'Inlines', 'Blocks', 'Inline', 'Block',
      'Pandoc', 'Meta'}] = value, traverse = pick{'topdown', 'x'}}
  elseif way == 5 then
    local x = value()[pick(fields)]
    x:insert(value())
    return pandoc.utils.stringify(x), x[1][pick(fields)]
  else
    for k, v in pairs(value()) do kept[math.random(20)] = v end
    return pandoc.Pandoc(value(), value())
  end
end

for _ = 1, rounds do pcall(act) end
local results = {}
local function any() return value(), value() end
for i, name in ipairs{'Str', 'Space', 'Para', 'Header', 'Inlines', 'Blocks',
    'Table', 'Meta', 'Pandoc', 'Div', 'Link', 'Plain'} do
  results[i] = {[name] = any, traverse = pick{'topdown', 'typewise'}}
end
function Pandoc(doc)
  for _, f in ipairs(results) do
    for _ = 1, 5 do
      local ok, new = pcall(doc.walk, doc, f)
      if ok then doc = new end
    end
  end
  return doc
end
