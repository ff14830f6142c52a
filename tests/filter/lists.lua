-- pandoc.List, Inlines, Blocks.
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails
local List = require 'pandoc.List'

local l = List{3, 1, 2}
same(getmetatable(l), pandoc.List)
same(pandoc.utils.type(l), 'List')
same(l:includes(2), true)
same(l:includes(3, 2), false)
same(select(2, l:find(1)), 2)
same(l:find_if(function(x) return x < 3 end), 1)
same(l:filter(function(x) return x > 1 end), List{3, 2})
same(l:map(function(x, i) return x * i end), List{3, 2, 6})
same(l .. {4}, List{3, 1, 2, 4})
same(l:at(-1), 2)
same(l:at(9, 'none'), 'none')
local c = l:clone()
c:sort()
same(c, List{1, 2, 3})
c:insert(4)
c:insert(1, 0)
same(c:remove(), 4)
c:extend{7, 8}
same(#c, 6)
same(l, List{3, 1, 2})
local seen = {}
for x in l:iter() do seen[#seen + 1] = x end
for x in l:iter(-1) do seen[#seen + 1] = x end
same(table.concat(seen), '312213')
same(#List:new(), 0)
local plain = {1, 2}
same(rawequal(List:new(plain), plain), true)

-- Inlines and Blocks
local inlines = pandoc.Inlines 'a b'
same(pandoc.utils.type(inlines), 'Inlines')
same(#inlines, 3)
same(inlines:map(function(x) return x.t end), List{'Str', 'Space', 'Str'})
same(inlines == pandoc.Inlines{'a', pandoc.Space(), 'b'}, true)
same(tostring(inlines), '[Str "a",Space,Str "b"]')
same(pandoc.utils.type(inlines:filter(function() return true end)), 'Inlines')
same(inlines:walk{Str = function(s) return s.text:upper() end}[1].text, 'A')
local blocks = pandoc.Blocks{'x', pandoc.Para 'y'}
same(pandoc.utils.type(blocks), 'Blocks')
same(blocks[1].t, 'Plain')
same(#blocks:walk{Para = function() return {} end}, 1)

-- methods that a filter adds are for all lists
function pandoc.List:second() return self[2] end
same(l:second(), 1)
same(blocks:second().t, 'Para')

-- table functions work on them
table.insert(l, 9)
same(#l, 4)
same(table.concat(l, ','), '3,1,2,9')
same(select('#', table.unpack(l)), 4)
fails(function() l:find_if(5) end, 'attempt to call')
