-- Lists of all sorts.
function BulletList(el)
  for i, item in ipairs(el.content) do
    item:insert(1, pandoc.Plain{pandoc.Str('(' .. i .. ')')})
  end
  return el
end
function OrderedList(el)
  el.start = el.start + 4
  el.style = 'UpperAlpha'
  el.delimiter = 'TwoParens'
  return el
end
function DefinitionList(el)
  local items = el.content:map(function(item)
    local term, defs = item[1], item[2]
    return {{pandoc.Strong(term)}, {defs[#defs]}}
  end)
  return pandoc.DefinitionList(items)
end
function LineBlock(el)
  el.content:insert{pandoc.Str 'verse', pandoc.Space(), pandoc.Str 'three'}
  return el
end
