-- Attr and AttributeList (filters.md §2.5).
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails

local function shown(x) return tostring(pandoc.Span('', x).attr) end

-- every form of an Attr
local full = '("i",["a","b"],[("k","v")])'
same(shown(pandoc.Attr('i', {'a', 'b'}, {k = 'v'})), full)
same(shown{'i', {'a', 'b'}, {k = 'v'}}, full)
same(shown{'i', {'a', 'b'}, {{'k', 'v'}}}, full)
same(shown{id = 'i', class = 'a b', k = 'v'}, full)
same(shown 'i', '("i",[],[])')
same(shown(nil), '("",[],[])')
same(shown{x = '1', a = '2', m = 3}, '("",[],[("a","2"),("m","3"),("x","1")])')

-- attributes keep their order, take numbers, delete with nil
local el = pandoc.Span('', {'i', {'a'}, {{'z', '1'}, {'b', '2'}}})
el.attributes.n = 5
el.attributes.z = nil
same(tostring(el.attr), '("i",["a"],[("b","2"),("n","5")])')
same(#el.attributes, 2)
same(el.attributes[1][1], 'b')
same(el.attributes.n, '5')
same(el.attributes.none, nil)
local seen = {}
for k, v in pairs(el.attributes) do seen[#seen + 1] = k .. v end
same(table.concat(seen, ' '), 'b2 n5')
for i, pair in ipairs(el.attributes) do seen[i] = pair[1] .. pair[2] end
same(table.concat(seen, ' '), 'b2 n5')
fails(function() next(el.attributes) end, 'table expected')

-- references into an Attr count
el.classes:insert 'new'
el.attr.attributes.q = 'r'
el.identifier = 'j'
same(tostring(pandoc.Para{el}.content[1].attr),
     '("j",["a","new"],[("b","2"),("n","5"),("q","r")])')
el.attributes = {x = 'y'}
same(tostring(el.attr), '("j",["a","new"],[("x","y")])')
el.attr = pandoc.Attr()
same(tostring(el.attr), '("",[],[])')
el.identifier = 'k'
same(el.attr.identifier, 'k')
fails(function() el.classes = 'c' end, 'list of classes expected')
fails(function() el.attr.colour = 'c' end, 'unknown property')

-- equality, no attributes where there are none
same(pandoc.Attr('i', {'c'}) == pandoc.Attr('i', {'c'}), true)
same(pandoc.Attr('i') == pandoc.Attr('j'), false)
same(pandoc.Para('x').attr, nil)
same(pandoc.Para('x').classes, nil)
same(pandoc.utils.type(el.attr), 'Attr')

function Div(div)
  same(div.attributes.level, '1')
  div.classes = {'seen'}
  return div
end
function Pandoc(doc)
  local div = doc.blocks:find_if(function(b) return b.t == 'Div' end)
  same(tostring(div.attr), '("b",["seen"],[("level","1")])')
end
