-- Orders of the two traversals, results of handlers (filters.md §2.1, §2.3).
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails

local doc = pandoc.Pandoc{
  pandoc.Para{pandoc.Emph{'a', pandoc.Note(pandoc.Para 'n')}, 'b'},
  pandoc.BulletList{{pandoc.Plain 'x'}, {pandoc.Plain 'y'}},
}

local function trace(names, topdown)
  local log = {}
  local filter = {traverse = topdown and 'topdown' or nil}
  for name in names:gmatch '%w+' do
    filter[name] = function(x)
      log[#log + 1] = name .. (x.text and ':' .. x.text or '')
    end
  end
  doc:walk(filter)
  return table.concat(log, ' ')
end

same(trace 'Str Emph Note Para Plain BulletList',
     'Str:a Str:n Note Emph Str:b Str:x Str:y Para Para Plain Plain BulletList')
same(trace('Str Emph Note Para Plain BulletList', true),
     'Para Emph Str:a Note Para Str:n Str:b BulletList Plain Str:x Plain Str:y')
same(trace 'Inlines Blocks Str',
     'Str:a Str:n Str:b Str:x Str:y Inlines Inlines Inlines Inlines Inlines '
     .. 'Blocks Blocks Blocks Blocks')
same(trace('Inlines Blocks Str', true),
     'Blocks Inlines Inlines Str:a Blocks Inlines Str:n Str:b Blocks '
     .. 'Inlines Str:x Blocks Inlines Str:y')
same(trace 'Inline Space Block',
     'Inline:a Inline:n Inline Inline Inline:b Inline:x Inline:y '
     .. 'Block Block Block Block Block')
same(trace 'Cell Doc SingleQuoted', '')

-- nil keeps the original, whatever was changed
local same_doc = doc:walk{Str = function(s) s.text = 'lost' end}
same(same_doc, doc)
-- results: one, many, none, strings
local function texts(filter, p)
  return pandoc.utils.stringify((p or pandoc.Para 'a b'):walk(filter))
end
same(texts{Str = function(s) return {s, pandoc.Str '!'} end}, 'a! b!')
same(texts{Str = function(s) if s.text == 'a' then return {} end end}, ' b')
same(texts{Str = function() return 'x y' end}, 'x y x y')
same(texts{Space = function() return pandoc.Str '_' end}, 'a_b')
local div = pandoc.Div{pandoc.Para 'x', pandoc.Para 'y'}
same(#div:walk{Para = function(p) return p.content end}.content, 2)
same(div:walk{Para = function() return pandoc.Str 's' end}.content[1].t, 'Plain')
same(#div:walk{Para = function(p) return {p, p} end}.content, 4)
fails(function() div:walk{Para = function() return 5 end} end, 'got number')
fails(function() div:walk{Para = function() return false end} end, 'got boolean')
fails(function() div:walk{Str = function() return div end} end, 'got Block')

-- what a handler returns is not offered again in that pass; its parent sees it
same(texts{Str = function(s) return pandoc.Emph(s.text .. s.text) end}, 'aa bb')
local count = 0
pandoc.Para 'a':walk{Str = function() count = count + 1
  return {pandoc.Str 'x', pandoc.Str 'y'} end}
same(count, 1)
local seen
pandoc.Para{pandoc.Emph 'a'}:walk{
  Str = function() return 'z' end,
  Emph = function(e) seen = pandoc.utils.stringify(e) end}
same(seen, 'z')

-- topdown: false stops, the children of what is returned are walked
local function down(fn)
  local log = {}
  pandoc.Div{pandoc.Div{pandoc.Para 'deep'}}:walk{
    traverse = 'topdown', Div = fn,
    Str = function(s) log[#log + 1] = s.text end}
  return table.concat(log, ' ')
end
same(down(function() end), 'deep')
same(down(function() return nil, false end), '')
same(down(function(d) return d, false end), '')
same(down(function() return pandoc.Para 'new text' end), 'new text')

-- the root is not offered; handlers are looked up as any field is
same(pandoc.Para 'x':walk{Para = function() error 'root' end}, pandoc.Para 'x')
local any = setmetatable({}, {__index = function(_, name)
  if name == 'Str' then return function() return 'caught' end end
end})
same(texts(any, pandoc.Para 'x'), 'caught')
same(texts({Str = setmetatable({}, {__call = error})}, pandoc.Para 'x'), 'x')
same(pandoc.walk_inline(pandoc.Emph 'x', {Str = function() return 'y' end}),
     pandoc.Emph 'y')

-- the four passes of the document itself
local order = {}
return {{
  Pandoc = function() order[#order + 1] = 'Pandoc'
    same(table.concat(order, ' '), 'Header Meta Pandoc') end,
  Meta = function() order[#order + 1] = 'Meta' end,
  Header = function() order[#order + 1] = 'Header' end,
}}
