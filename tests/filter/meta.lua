-- Metadata (filters.md §2.7); YAML's scalars look as Pandoc's do.
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails
local type_of = pandoc.utils.type

local function first(meta)
  same(type_of(meta), 'Meta')
  same(type_of(meta.title), 'Inlines')
  same(pandoc.utils.stringify(meta.count), '3')
  same(meta.draft, true)
  same(type_of(meta.list), 'List')
  same(pandoc.utils.stringify(meta.list), 'onetwo')
  same(type_of(meta.map), 'table')
  local keys = {}
  for k in pairs(meta) do keys[#keys + 1] = k end
  same(table.concat(keys, ' '), 'count draft list map title')
  meta.title = nil
  meta.text = 'a string'
  meta.number = 1.5
  meta.flag = false
  meta.inlines = pandoc.Emph 'x'
  meta.blocks = {pandoc.Para 'x', pandoc.Para 'y'}
  meta.empty = {}
  meta.none = pandoc.List{}
  meta.mixed = {'a', pandoc.Inlines 'b', {c = 'd'}}
  return meta
end

local function second(meta)
  same(meta.title, nil)
  same(meta.text, 'a string')
  same(meta.number, '1.5')
  same(meta.flag, false)
  same(type_of(meta.inlines), 'Inlines')
  same(type_of(meta.blocks), 'Blocks')
  same(type_of(meta.empty), 'table')
  same(type_of(meta.none), 'List')
  same(#meta.mixed, 3)
  same(meta.mixed[3].c, 'd')
  same(pandoc.utils.stringify(meta.count), '3')
  same(meta.draft, true)
  -- no return: nothing of this counts
  meta.text = 'lost'
end

local function third(doc)
  same(doc.meta.text, 'a string')
  doc.meta.text = 'kept'
  doc.meta.count = '4'
  return doc
end

local function fourth(doc)
  same(doc.meta.text, 'kept')
  same(doc.meta.count, '4')
  fails(function() return pandoc.Pandoc({}, {f = print}) end,
        'metadata value expected')
  same(pandoc.MetaString 'x', 'x')
  same(type_of(pandoc.MetaList{'x'}), 'List')
  same(type_of(pandoc.MetaInlines 'x y'), 'Inlines')
end

-- titles are walked, too
local walked = false
return {{Str = function(s) if s.text:match 'title' then walked = true end end},
  {Meta = first}, {Meta = second}, {Pandoc = third}, {Pandoc = fourth},
  {Pandoc = function() same(walked, true) end}}
