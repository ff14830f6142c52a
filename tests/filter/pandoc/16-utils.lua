-- pandoc.utils and List, their results put into the document.
local u = pandoc.utils
local function line(...)
  return pandoc.Para{pandoc.Str(table.concat({...}, '|'))}
end
function Pandoc(doc)
  local l = pandoc.List{3, 1, 2}
  local sorted = l:clone()
  sorted:sort()
  local found, at = l:find_if(function(x) return x < 3 end)
  doc.blocks:extend{
    line(u.sha1 'vade', u.to_roman_numeral(1994), u.normalize_date '3 March 2021'),
    line(u.type(doc.blocks), u.type(doc.meta), u.type(doc.blocks[1]),
         u.type(l), u.type 'x', u.type(doc.blocks[1].attr)),
    line(u.stringify(doc.blocks), u.stringify(doc.meta.title)),
    line(table.concat(sorted, ','), tostring(found), tostring(at),
         tostring(l:includes(2)), tostring(l:includes(9))),
    line(tostring(pandoc.Str 'a' == pandoc.Str 'a'),
         tostring(pandoc.Para 'a b' == pandoc.Para{'a', pandoc.Space(), 'b'}),
         tostring(doc.blocks[1]), tostring(pandoc.Str 'ä')),
    pandoc.Plain(u.blocks_to_inlines({pandoc.Para 'one two', pandoc.Plain 'three'},
      {pandoc.Str '/'})),
  }
  return doc
end
